"use client";

import { useEffect, useState } from "react";
import { useFormStatus } from "react-dom";
import controls from "../ui/controls.module.css";
import { cooldownLeft } from "./cooldown";

/** The button of a form that counts the cooldown down. Without JavaScript it is always there, and the server counts. */
export function SendAgain({ askedAt }: { askedAt: number }) {
  const [left, setLeft] = useState<number | null>(null);
  const { pending } = useFormStatus();
  useEffect(() => {
    const tick = () => setLeft(cooldownLeft(askedAt, Date.now()));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [askedAt]);
  const isWaiting = left !== null && left > 0;
  return (
    <button className={controls.plain} disabled={isWaiting || pending}>
      {isWaiting ? `Send again in ${left} s` : pending ? "Sending…" : "Send again"}
    </button>
  );
}
