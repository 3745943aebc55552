"use client";

import { useActionState } from "react";
import { LINK_WORDS, waitInWords } from "@/lib/refusals";
import controls from "../ui/controls.module.css";
import { askForLink } from "./actions";

/** One field, one button. A client component only to keep what was typed and to say "Sending"; it works without. */
export function LoginForm({ next }: { next: string }) {
  const [asking, action, isPending] = useActionState(askForLink, { email: "" });
  const words = asking.problem && LINK_WORDS[asking.problem];
  return (
    <form className={controls.form} action={action}>
      <input type="hidden" name="next" value={next} />
      <div className={controls.field}>
        <label htmlFor="email">Email</label>
        <input
          className={controls.input}
          id="email"
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="you@example.com"
          defaultValue={asking.email}
          aria-invalid={asking.problem === "invalid_email" || undefined}
          aria-describedby={words ? "email-problem" : undefined}
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
