import type { ReactNode } from "react";
import styles from "./flow.module.css";

/**
 * Numbered steps, one card each. The pictures are drawn in HTML and hidden from screen readers, because the text beside
 * them says the same.
 */
export function Flow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={styles.flow} aria-label={label}>
      {children}
    </ol>
  );
}

export function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
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
