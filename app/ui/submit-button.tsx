"use client";

import { useEffect, useRef, useState } from "react";
import controls from "./controls.module.css";

/**
 * The button of a plain form. Once pressed, it is disabled until the next page. Without JavaScript it is a normal
 * button.
 */
export function SubmitButton({ label, sending }: { label: string; sending: string }) {
  const { button, isSending } = useSending();
  return (
    <button ref={button} className={controls.button} disabled={isSending}>
      {isSending ? sending : label}
    </button>
  );
}

/** Whether the form around a button has been sent. False again on a page that the back button restores. */
export function useSending() {
  const button = useRef<HTMLButtonElement>(null);
  const [isSending, setIsSending] = useState(false);
  useEffect(() => {
    const form = button.current?.form;
    const start = () => setIsSending(true);
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && setIsSending(false);
    form?.addEventListener("submit", start);
    window.addEventListener("pageshow", comeBack);
    return () => {
      form?.removeEventListener("submit", start);
      window.removeEventListener("pageshow", comeBack);
    };
  }, []);
  return { button, isSending };
}
