import type { Message } from "@latchkey/login-links/http";
import styles from "./controls.module.css";

/** A message about what just happened. Errors are announced to screen readers at once. */
export function Notice({ message, isBad = false, id }: { message: Message; isBad?: boolean; id?: string }) {
  return (
    <div id={id} className={isBad ? styles.bad : styles.notice} role={isBad ? "alert" : "status"}>
      <strong>{message.title}</strong>
      <span>{message.text}</span>
    </div>
  );
}
