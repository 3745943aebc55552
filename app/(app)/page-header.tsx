import type { ReactNode } from "react";
import styles from "./page.module.css";

/** The header of every signed-in page: its title, its description, and its actions. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <div className={styles.header}>
      <div className={styles.heading}>
        <h1 title={title}>
          <span>{title}</span>
        </h1>
        {description ? <p>{description}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}

export type PageHeaderProps = { title: string; description?: ReactNode; actions?: ReactNode };
