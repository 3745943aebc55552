import { APP_NAME } from "@/lib/app-name";
import { KeyMark } from "../ui/wordmark";
import styles from "./flow.module.css";

export function Mail() {
  return (
    <>
      <KeyMark size={18} />
      <span className={styles.subject}>Sign in to {APP_NAME}</span>
      <span className={styles.code}>412 728</span>
      <span className={styles.pill}>Sign in</span>
    </>
  );
}

export function Confirmation() {
  return (
    <>
      <span className={styles.subject}>ada@example.com</span>
      <span className={styles.pill}>Continue</span>
    </>
  );
}

export function Mutation() {
  return (
    <code className={styles.source}>
      loginLinks.<b>exchange</b>(token) <i>→</i> <span>{"{ setCookies, … }"}</span>
    </code>
  );
}

export function SignedIn({ place }: { place: string }) {
  return (
    <>
      <span className={styles.dot} />
      <span className={styles.subject}>{place}</span>
      <span className={styles.person}>ada@example.com</span>
    </>
  );
}
