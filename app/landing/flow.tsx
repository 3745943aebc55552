import type { ReactNode } from "react";
import { KeyMark } from "../ui/wordmark";
import styles from "./flow.module.css";

/** The whole way in three pictures. They are drawn in HTML, and hidden from screen readers: the words beside say it. */
export function Flow() {
  return (
    <ol className={styles.flow} aria-label="How a link becomes a session">
      <Step
        title="A link arrives"
        text="One email with a one-time link, and six digits for the browser that asked."
      >
        <Mail />
      </Step>
      <Step
        title="One mutation spends it"
        text="Convex checks the token, finds or makes the person and mints the session: all of it, or none."
      >
        <Mutation />
      </Step>
      <Step
        title="The first page is signed in"
        text="A Next.js route puts the cookies on its answer. The dashboard needs no second look."
      >
        <SignedIn />
      </Step>
    </ol>
  );
}

function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className={styles.step}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={styles.picture} aria-hidden="true">
        {children}
      </div>
    </li>
  );
}

function Mail() {
  return (
    <>
      <KeyMark size={18} />
      <span className={styles.subject}>Your link to Latchkey</span>
      <span className={styles.code}>412 728</span>
      <span className={styles.pill}>Sign in</span>
    </>
  );
}

function Mutation() {
  return (
    <code className={styles.source}>
      loginLinks.<b>exchange</b>(token) <i>→</i> <span>{"{ setCookies, … }"}</span>
    </code>
  );
}

function SignedIn() {
  return (
    <>
      <span className={styles.dot} />
      <code className={styles.subject}>/dashboard</code>
      <span className={styles.person}>ada@example.com</span>
    </>
  );
}
