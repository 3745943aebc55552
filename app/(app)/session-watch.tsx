"use client";

import { notifications } from "@mantine/notifications";
import { useConvexAuth, useQuery } from "convex/react";
import { useEffect } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/shell";
import { hasTurnedOver } from "./leaving";
import { type PageSession, usePageSession } from "./page-session";

/**
 * Notices when the session has ended, here or in another browser, and when another account has signed in in another
 * tab. Depending on the server's answer, the page is left, reloaded, or kept.
 */
export function SessionWatch() {
  const session = usePageSession();
  const { isLoading, isAuthenticated } = useConvexAuth();
  const user = useQuery(api.users.current, isAuthenticated ? {} : "skip");
  const isInDoubt = (!isLoading && !isAuthenticated) || user === null;
  useEffect(() => {
    if (user) session.confirm();
  }, [session, user]);
  useEffect(() => {
    if (isInDoubt) void session.renew();
  }, [session, isInDoubt]);
  useEffect(() => watchTabs(session), [session]);
  useEffect(() => sayWhoItIs(session), [session]);
  return null;
}

/**
 * The tabs of a browser share their cookies. Each tab announces its account to the others. A tab checks its session
 * when another account is announced, and whenever it becomes visible.
 */
function watchTabs(session: PageSession): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const verify = () => void session.verify();
  const tabs = new BroadcastChannel("latchkey-account");
  tabs.onmessage = ({ data }) => {
    if (data !== session.account?.id) verify();
  };
  tabs.postMessage(session.account?.id);
  document.addEventListener("visibilitychange", () => document.hidden || verify(), { signal });
  window.addEventListener("pageshow", reloadIfRestored, { signal });
  // This check also extends the session, because Better Auth does so when the session is requested.
  verify();
  return () => {
    stop.abort();
    tabs.close();
  };
}

/**
 * After a sign-out, the Back button may restore a page from the browser's cache. The reload shows its current state.
 */
function reloadIfRestored(event: PageTransitionEvent): void {
  if (event.persisted) window.location.reload();
}

function sayWhoItIs({ account }: PageSession): void {
  if (!account || !hasTurnedOver()) return;
  const { title, text } = messages.openedForOther(account.email);
  notifications.show({ title, message: text, autoClose: false });
}
