import type { Message } from "@latchkey/login-links/http";
import styles from "./controls.module.css";

/** A word on what just happened. What went wrong is announced at once to those who do not see it. */
export function Notice({ words, isBad = false, id }: { words: Message; isBad?: boolean; id?: string }) {
  return (
    <div id={id} className={isBad ? styles.bad : styles.notice} role={isBad ? "alert" : "status"}>
      <strong>{words.title}</strong>
      <span>{words.text}</span>
    </div>
  );
}
