"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isFinal, type MailState } from "@/lib/mail-state";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";

const EVERY_MS = 1_500;
const FOR_MS = 10 * 60_000;

/**
 * Shows the state of the mail. While the page is visible, the state is updated until it is final, for ten minutes at
 * most. Without JavaScript, a reload updates it.
 */
export function MailStatus({ first }: { first: MailState | null }) {
  const [state, setState] = useState(first);
  const look = useEffectEvent(async () => {
    if (document.visibilityState === "visible") setState((await fetchState()) ?? state);
  });
  const isOver = state !== null && isFinal(state);
  useEffect(() => {
    if (isOver) return;
    const until = Date.now() + FOR_MS;
    const timer = setInterval(() => (Date.now() < until ? void look() : clearInterval(timer)), EVERY_MS);
    return () => clearInterval(timer);
  }, [isOver]);
  return (
    <p className={controls.line} role="status">
      {state === null ? "" : messages.MAIL_STATES[state]}
    </p>
  );
}

async function fetchState(): Promise<MailState | null> {
  try {
    const response = await fetch("/login/state", { cache: "no-store" });
    return response.ok ? ((await response.json()) as { mail: MailState | null }).mail : null;
  } catch {
    return null;
  }
}
