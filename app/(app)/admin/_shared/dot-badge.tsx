import { Badge, type BadgeProps } from "@mantine/core";
import styles from "./dot-badge.module.css";

export type DotBadgeProps = { color: string; children: string; size?: BadgeProps["size"] };

/**
 * A state as a word, with a dot in the state's colour. The badge is a span, so it can be used within a line of text.
 */
export function DotBadge({ color, children, size = "md" }: DotBadgeProps) {
  return (
    <Badge component="span" classNames={styles} variant="dot" color={color} size={size} fw={500}>
      {children}
    </Badge>
  );
}
