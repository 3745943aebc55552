"use client";

import { useEffect, useState } from "react";
import controls from "../ui/controls.module.css";
import { useSending } from "../ui/submit-button";
import { cooldownLeft } from "./cooldown";

/** The button of a form that counts the cooldown down. Without JavaScript it is always there, and the server counts. */
export function SendAgain({ askedAt }: { askedAt: number }) {
  const left = useCooldown(askedAt);
  const [hasWaited, setHasWaited] = useState(false);
  const { button, isSending } = useSending();
  const isWaiting = left !== null && left > 0;
  if (isWaiting && !hasWaited) setHasWaited(true);
  return (
    <>
      <button ref={button} className={controls.again} disabled={isWaiting || isSending}>
        {isWaiting ? `Send again in ${left} s` : isSending ? "Sending…" : "Send again"}
      </button>
      {/* A countdown that is read out each second is of no use: only its end is. */}
      <span className={controls.unseen} role="status">
        {hasWaited && !isWaiting && !isSending ? "You can ask for another email now." : ""}
      </span>
    </>
  );
}

/** Whole seconds; null on the server and in the first render, which has to match it. */
function useCooldown(askedAt: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setLeft(cooldownLeft(askedAt, Date.now()));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [askedAt]);
  return left;
}
