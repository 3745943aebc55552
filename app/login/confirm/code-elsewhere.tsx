import { ENGLISH } from "@latchkey/login-links/http";
import * as messages from "@/lib/messages/confirm-link";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/heading";
import styles from "./confirm.module.css";

const { title, text, hint, back } = ENGLISH.confirm.codeElsewhere;

/**
 * Shows the six-digit code, for the browser that requested the link. The code works in no other browser. Showing it
 * neither approves a sign-in nor uses up the link.
 */
export function CodeElsewhere({ code }: { code: string }) {
  return (
    <>
      <Heading title={title}>{text}</Heading>
      <Code>{code}</Code>
      <p className={controls.hint}>{hint}</p>
      <a className={controls.quiet} href="/login/confirm">
        {back}
      </a>
    </>
  );
}

/** The code in large digits, because it is read on a phone and typed on a laptop. */
export function Code({ children }: { children: string | null }) {
  return (
    <p className={styles.code} aria-label={messages.CODE}>
      {children}
    </p>
  );
}

/** A button that opens the page with the code. It is a form with GET, so it needs no script. */
export function ElsewhereForm() {
  return (
    <form className={controls.form} action="/login/confirm">
      <input type="hidden" name="elsewhere" />
      <button className={controls.quiet}>{ENGLISH.confirm.elsewhere}</button>
    </form>
  );
}
