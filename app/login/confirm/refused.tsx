import {
  ENGLISH,
  type Flags,
  LINK_MESSAGES,
  type Look,
  offersCode,
  type Problem,
  waitInWords,
} from "@latchkey/login-links/http";
import type { ReactNode } from "react";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/confirm-link";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/heading";
import { Notice } from "../../ui/notice";
import { ContinueForm } from "./continue-form";

const TEXTS = ENGLISH.confirm;

type RefusedProps = Partial<
  Pick<Flags, "problem" | "waitSeconds"> & Pick<Look, "shown" | "isCodeWaiting">
> & {
  reason: Problem;
  /** The masked address that the link was for. */
  maskedEmail?: string;
};

/** Shown for a link that does not work: the reason, and what to do next. */
export function Refused({ reason, maskedEmail, problem, waitSeconds, ...inHand }: RefusedProps) {
  const { title, text } = LINK_MESSAGES[reason];
  return (
    <>
      <Heading title={title}>{text}</Heading>
      {maskedEmail ? <p className={controls.hint}>{TEXTS.linkWasFor(maskedEmail)}</p> : null}
      {problem === "rate_limited" || problem === "unreachable" ? (
        <Notice message={renewalProblem(problem, waitSeconds ?? null)} isBad />
      ) : null}
      {wayOn(reason, inHand)}
    </>
  );
}

/**
 * Shown for a revoked invitation. The usual text points to a newer email, but here no other email has a working link.
 */
export function RevokedInvite({ maskedEmail }: { maskedEmail: string }) {
  return (
    <>
      <Heading title={LINK_MESSAGES.revoked.title}>{messages.INVITATION_REVOKED}</Heading>
      <p className={controls.hint}>{messages.invitationWasFor(maskedEmail)}</p>
      <a className={controls.quiet} href="/login?another">
        {messages.SIGN_IN_WITH_OTHER_ACCOUNT}
      </a>
    </>
  );
}

function wayOn(reason: Problem, { shown, isCodeWaiting = false }: Partial<Look>): ReactNode {
  if (reason === "expired") return <RenewForm />;
  if (offersCode(reason, { isCodeWaiting })) return <TypeCode />;
  const start = (
    <a className={controls.button} href="/login?another">
      {TEXTS.newLink}
    </a>
  );
  if (reason !== "used" || !shown) return start;
  return (
    <>
      {start}
      <hr className={controls.divider} />
      <p className={controls.hint}>{messages.OPENED_BEFORE}</p>
      <ContinueForm shown={shown} isQuiet label={TEXTS.anotherTry} />
    </>
  );
}

/** A link to the login page, which shows the form for the code as long as this browser waits for a code. */
function TypeCode() {
  return (
    <div className={controls.form}>
      <a className={controls.button} href="/login">
        {TEXTS.typeCode}
      </a>
      <a className={controls.quiet} href="/login?another">
        {TEXTS.newLink}
      </a>
    </div>
  );
}

/**
 * A form that mails a new link to the original address. The address stays masked, because the person who opened the
 * link may have found it.
 */
function RenewForm() {
  return (
    <form className={controls.form} method="post" action="/login/renew">
      <button className={controls.button}>{TEXTS.mailNewLink}</button>
      <a className={controls.quiet} href="/login?another">
        {common.USE_ANOTHER_ADDRESS}
      </a>
    </form>
  );
}

function renewalProblem(problem: "rate_limited" | "unreachable", waitSeconds: number | null) {
  const { title } = LINK_MESSAGES[problem];
  return {
    title,
    text: messages.tryAgain(waitSeconds === null ? null : waitInWords(waitSeconds)),
  };
}
