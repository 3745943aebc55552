import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./page.module.css";

/** The head of every signed-in page: what it is, a line about it, and what can be done here. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <div className={styles.header}>
      <div>
        <Title order={1} size={28} lts="-0.025em">
          {title}
        </Title>
        {description ? (
          <Text c="dimmed" mt={4}>
            {description}
          </Text>
        ) : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}

export type PageHeaderProps = { title: string; description?: ReactNode; actions?: ReactNode };
