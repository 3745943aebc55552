import { ENGLISH } from "@latchkey/login-links/http";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/entrance";
import styles from "./confirm.module.css";

const { title, text, hint, back } = ENGLISH.confirm.codeElsewhere;

/** The six digits, for the browser that asked. They are worth nothing in any other, and nothing here is approved or spent. */
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

/** Large, to be read from a phone and typed on a laptop. */
export function Code({ children }: { children: string | null }) {
  return (
    <p className={styles.code} aria-label="Code">
      {children}
    </p>
  );
}

/** The way to the page with the code: a form that reads, so that it is a button beside "Continue" and needs no script. */
export function ElsewhereForm() {
  return (
    <form className={controls.form} action="/login/confirm">
      <input type="hidden" name="elsewhere" />
      <button className={controls.quiet}>{ENGLISH.confirm.elsewhere}</button>
    </form>
  );
}
