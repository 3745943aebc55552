"use client";

import { useConvexAuth, useQuery } from "convex/react";
import { useEffect } from "react";
import { api } from "@/convex/_generated/api";
import { authClient } from "@/lib/auth-client";
import { loginPath } from "@/lib/login-path";
import controls from "../ui/controls.module.css";
import { usePageAccount } from "./account";

/** True from the moment somebody signs out here: the answer to that form leads away by itself. */
let isSigningOut = false;

/**
 * Leaves for /login when the session has ended, here or in another browser. Better Auth is asked first: a laptop that
 * was offline for a while looks the same from here, and should find its page as it left it.
 */
export function SessionWatch() {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const user = useQuery(api.users.current, isAuthenticated ? {} : "skip");
  const isInDoubt = (!isLoading && !isAuthenticated) || user === null;
  useEffect(() => {
    if (isInDoubt) void leaveIfEnded();
  }, [isInDoubt]);
  useEffect(() => {
    window.addEventListener("pageshow", reloadIfRestored);
    return () => window.removeEventListener("pageshow", reloadIfRestored);
  }, []);
  return null;
}

async function leaveIfEnded(): Promise<void> {
  const { data, error } = await authClient.getSession().catch((error: unknown) => ({ data: null, error }));
  if (!data && !error) leave();
}

/** A whole new page, so that nothing of the person who was signed in stays in memory. */
function leave(): void {
  const { pathname, search } = window.location;
  if (!isSigningOut) window.location.replace(loginPath(`${pathname}${search}`));
}

/** "Back" after signing out brings a page back as it was: it has to show itself anew. */
function reloadIfRestored(event: PageTransitionEvent): void {
  if (event.persisted) window.location.reload();
}

/** A plain form to a route: signing out works without JavaScript. */
export function SignOutForm({ isEverywhere = false }: { isEverywhere?: boolean }) {
  const account = usePageAccount();
  return (
    <form
      method="post"
      action="/logout"
      onSubmit={() => {
        isSigningOut = true;
      }}
    >
      {account ? <input type="hidden" name="forUser" value={account.id} /> : null}
      {isEverywhere ? <input type="hidden" name="everywhere" value="yes" /> : null}
      <button className={controls.small}>{isEverywhere ? "Sign out everywhere" : "Sign out"}</button>
    </form>
  );
}
