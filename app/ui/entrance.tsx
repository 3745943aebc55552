import type { ReactNode } from "react";
import styles from "./entrance.module.css";
import { Wordmark } from "./wordmark";

/** The frame of every page on the way in: one card, one thing to do. `footer` is the way on for everyone else. */
export function Entrance({ children, footer }: { children: ReactNode; footer?: ReactNode }) {
  return (
    <div className={styles.page}>
      <header>
        <Wordmark />
      </header>
      <main className={styles.card}>{children}</main>
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </div>
  );
}

export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.heading}>
      <h1>{title}</h1>
      {children ? <p>{children}</p> : null}
    </div>
  );
}
