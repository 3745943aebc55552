import type { ReactNode } from "react";
import * as common from "@/lib/messages/common";
import controls from "../ui/controls.module.css";
import { SiteFooter } from "../ui/site-footer";
import { Wordmark } from "../ui/wordmark";
import styles from "./landing.module.css";

/** The frame of the public pages: the introduction on the left, the steps on the right, and the promises below. */
export function LandingFrame({
  hero,
  flow,
  promises,
}: {
  hero: ReactNode;
  flow: ReactNode;
  promises: readonly { title: string; text: ReactNode }[];
}) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Wordmark />
        <a className={controls.small} href="/login">
          {common.SIGN_IN}
        </a>
      </header>
      <main className={styles.main}>
        <section className={styles.hero}>{hero}</section>
        {flow}
        <ul className={styles.promises}>
          {promises.map(({ title, text }) => (
            <li key={title}>
              <strong>{title}</strong>
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </main>
      <footer className={styles.footer}>
        <SiteFooter />
      </footer>
    </div>
  );
}
