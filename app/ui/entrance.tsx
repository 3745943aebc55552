import type { ReactNode } from "react";
import styles from "./entrance.module.css";
import { SiteFooter } from "./site-footer";
import { Wordmark } from "./wordmark";

/**
 * The frame of every sign-in page: one card with one task. `footer` is below the card, for visitors who need something
 * else.
 */
export function Entrance({ children, footer }: { children: ReactNode; footer?: ReactNode }) {
  return (
    <div className={styles.page}>
      <header>
        <Wordmark />
      </header>
      <main className={styles.card}>{children}</main>
      <footer className={styles.footer}>
        {footer ? <div className={styles.aside}>{footer}</div> : null}
        <SiteFooter />
      </footer>
    </div>
  );
}
