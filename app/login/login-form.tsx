"use client";

import { useActionState, useEffect, useRef, useSyncExternalStore } from "react";
import { LINK_WORDS, waitInWords } from "@/lib/refusals";
import controls from "../ui/controls.module.css";
import { askForLink } from "./actions";

/**
 * One field, one button. A client component only to keep what was typed and to say "Sending"; it works without.
 * `describedBy` is the id of what the page says above it, if it says anything.
 */
export function LoginForm({ next, describedBy }: { next: string; describedBy?: string }) {
  const [asking, action, isPending] = useActionState(askForLink, { email: "" });
  const words = asking.problem && LINK_WORDS[asking.problem];
  const hash = useHash();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asking.problem) field.current?.focus();
  }, [asking]);
  return (
    <form className={controls.form} action={action}>
      <input type="hidden" name="next" value={next.includes("#") ? next : `${next}${hash}`} />
      <div className={controls.field}>
        <label htmlFor="email">Email</label>
        <input
          ref={field}
          className={controls.input}
          id="email"
          name="email"
          type="email"
          enterKeyHint="send"
          autoFocus
          required
          maxLength={254}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="you@example.com"
          defaultValue={asking.email}
          aria-invalid={asking.problem === "invalid_email" || undefined}
          aria-describedby={words ? "email-problem" : describedBy}
        />
        {words ? (
          <p className={controls.error} id="email-problem" role="alert">
            {words.title}. {asking.waitSeconds ? `Try again ${waitInWords(asking.waitSeconds)}.` : words.text}
          </p>
        ) : null}
      </div>
      <button className={controls.button} disabled={isPending}>
        {isPending ? "Sending…" : "Email me a link"}
      </button>
    </form>
  );
}

/** Browsers keep a page's fragment when they are sent here from it; the server never sees it. */
const useHash = () =>
  useSyncExternalStore(
    () => () => undefined,
    () => window.location.hash,
    () => "",
  );
