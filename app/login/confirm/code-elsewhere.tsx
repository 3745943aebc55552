import { ENGLISH } from "@latchkey/login-links/http";
import * as messages from "@/lib/messages/confirm-link";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/entrance";
import styles from "./confirm.module.css";

const { title, text, hint, back } = ENGLISH.confirm.codeElsewhere;

/**
 * The six digits, for the browser that requested the link. They do not work in any other, and nothing is approved or
 * spent here.
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

/** Large, to be read on a phone and typed on a laptop. */
export function Code({ children }: { children: string | null }) {
  return (
    <p className={styles.code} aria-label={messages.CODE}>
      {children}
    </p>
  );
}

/** A form with GET to the page with the code, so that it is a button beside "Continue" and needs no script. */
export function ElsewhereForm() {
  return (
    <form className={controls.form} action="/login/confirm">
      <input type="hidden" name="elsewhere" />
      <button className={controls.quiet}>{ENGLISH.confirm.elsewhere}</button>
    </form>
  );
}
