import type { ReactNode, Ref } from "react";
import styles from "./entrance.module.css";

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
