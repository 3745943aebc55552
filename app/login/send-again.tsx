"use client";

import { useCooldown } from "@latchkey/login-links/react";
import { useState } from "react";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { useSending } from "../ui/submit-button";

/**
 * A submit button with a countdown. Without JavaScript the button is always enabled, and the server enforces the wait.
 */
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
      {/* Screen readers announce only the end of the countdown, because an announcement every second would disturb. */}
      <span className={controls.unseen} role="status">
        {hasWaited && !isWaiting && !isSending ? messages.CAN_SEND_AGAIN : ""}
      </span>
    </>
  );
}
