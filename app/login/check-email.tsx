import { codeSentence, type Flags, loginPath, type Pending, shownAddress } from "@latchkey/login-links/http";
import type { MailState } from "@/lib/mail-state";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { CodeField } from "./code-field";
import { MailStatus } from "./mail-status";
import { NextSteps } from "./next-steps";
import { SendAgain } from "./send-again";

export type CheckEmailProps = Flags & {
  pending: Pending;
  secondsUntilNext: number;
  next: string;
  isSentAgain: boolean;
  mail?: MailState | null;
};

/**
 * Shown after a link was requested. The mail contains the link and a code. In this browser, the code has the same
 * effect as the link.
 */
export function CheckEmail({
  pending,
  secondsUntilNext,
  next,
  isSentAgain,
  mail,
  ...refusal
}: CheckEmailProps) {
  // A renewed link goes to its own address, which is not revealed here and may differ from the address that was typed
  // before.
  const email = shownAddress(pending);
  return (
    <>
      <Heading title={messages.CHECK_EMAIL} id="sent-to">
        {email ? (
          <Sentence parts={messages.sentTo(<strong>{email}</strong>)} />
        ) : (
          messages.SENT_TO_ADDRESS_OF_LINK
        )}
      </Heading>
      {isSentAgain ? <Notice message={messages.SENT_AGAIN} /> : null}
      <MailStatus key={`mail-${pending.askedAt}`} first={mail ?? null} />
      {/* A new code needs a new field, with the focus in it. */}
      <CodeForm key={pending.askedAt} next={next} email={email} {...refusal} />
      {email ? <NextSteps email={email} next={next} /> : null}
      <hr className={controls.divider} />
      <div className={controls.actions}>
        {email ? (
          <form method="post" action="/login/request">
            <input type="hidden" name="next" value={next} />
            <SendAgain secondsUntilNext={secondsUntilNext} />
          </form>
        ) : null}
        <a href={loginPath(next, { another: "" })}>{common.USE_ANOTHER_ADDRESS}</a>
      </div>
    </>
  );
}

/** A plain form, because the response to it sets the session's cookies. */
function CodeForm({ next, email, ...refusal }: Flags & { next: string; email: string }) {
  const error = codeSentence(refusal);
  return (
    <form className={controls.form} method="post" action="/login/callback">
      <input type="hidden" name="next" value={next} />
      {/* Sends the address that this page shows. Another tab may have requested a link for another address, and its
          code must not be accepted here. */}
      <input type="hidden" name="for" value={email} />
      <div className={controls.field}>
        <label htmlFor="code">{messages.CODE}</label>
        <CodeField
          className={controls.code}
          isWrong={error !== null}
          describedBy={error ? "code-problem" : "sent-to"}
        />
        {error ? (
          <p className={controls.error} id="code-problem" role="alert">
            {error}
          </p>
        ) : null}
      </div>
      <button className={controls.button}>{messages.SIGN_IN}</button>
    </form>
  );
}
