import type { ReactNode, Ref } from "react";
import styles from "./entrance.module.css";
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
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </div>
  );
}

/**
 * The title of a page and a line below it. With `focus`, a script can focus the title: see useFocus. With `id`, a field
 * can refer to the line as its description.
 */
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
