import { linkSentence, type Problem } from "@latchkey/login-links/http";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { SubmitButton } from "../ui/submit-button";
import { EmailField } from "./email-field";
import { NextField } from "./next-field";

export type LoginFormProps = {
  next: string;
  /** The text that was typed and refused. */
  typed: string;
  /** The reason why it was refused. */
  problem: Problem | null;
  waitSeconds: number | null;
  /** The id of the message above the form, if there is one. */
  describedBy?: string;
};

/**
 * The form for the address. It is a plain form, so that a page that was opened before a deploy still works with the new
 * build.
 */
export function LoginForm({ next, typed, problem, waitSeconds, describedBy }: LoginFormProps) {
  const error = linkSentence({ problem, waitSeconds, attemptsLeft: null });
  return (
    <form className={controls.form} method="post" action="/login/request">
      <NextField next={next} />
      <div className={controls.field}>
        <label htmlFor="email">{messages.EMAIL}</label>
        <EmailField
          className={controls.input}
          id="email"
          name="email"
          enterKeyHint="send"
          autoFocus
          required
          maxLength={254}
          autoComplete="email webauthn"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={messages.EMAIL_EXAMPLE}
          defaultValue={typed}
          aria-invalid={problem === "invalid_email" || undefined}
          aria-describedby={error ? "email-problem" : describedBy}
        />
        {error ? (
          <p className={controls.error} id="email-problem" role="alert">
            {error}
          </p>
        ) : null}
      </div>
      <SubmitButton label={messages.EMAIL_ME_A_LINK} sending={messages.SENDING} />
    </form>
  );
}
