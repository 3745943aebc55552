import type { ReactNode, Ref } from "react";
import styles from "./entrance.module.css";
import { Wordmark } from "./wordmark";

/** The frame of every sign-in page: one card with one task. `footer` is for everyone else. */
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

/** With `focus`, the title can be focused: see useFocus. With `id`, the line below it describes a field. */
export function Heading({ title, children, id, focus }: HeadingProps) {
  return (
    <div className={styles.heading}>
      <h1 ref={focus} tabIndex={focus ? -1 : undefined}>
        {title}
      </h1>
      {children ? <p id={id}>{children}</p> : null}
    </div>
  );
}

type HeadingProps = { title: string; children?: ReactNode; id?: string; focus?: Ref<HTMLHeadingElement> };
