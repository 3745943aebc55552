"use client";

import { useCooldown } from "@latchkey/login-links/react";
import { useState } from "react";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { useSending } from "../ui/submit-button";

/** The button of a form with a countdown. Without JavaScript it is always there, and the server enforces the wait. */
export function SendAgain({ secondsUntilNext }: { secondsUntilNext: number }) {
  const left = useCooldown(secondsUntilNext);
  const [hasWaited, setHasWaited] = useState(false);
  const { button, isSending } = useSending();
  const isWaiting = left !== null && left > 0;
  if (isWaiting && !hasWaited) setHasWaited(true);
  return (
    <>
      <button ref={button} className={controls.again} disabled={isWaiting || isSending}>
        {isWaiting ? messages.sendAgainIn(left) : isSending ? messages.SENDING : messages.SEND_AGAIN}
      </button>
      {/* Reading the countdown aloud each second would not help; only its end is announced. */}
      <span className={controls.unseen} role="status">
        {hasWaited && !isWaiting && !isSending ? messages.CAN_SEND_AGAIN : ""}
      </span>
    </>
  );
}
