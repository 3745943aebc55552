import { Badge } from "@mantine/core";
import { When } from "../../when";
import styles from "../admin.module.css";
import type { MintedRow } from "./link-list";
import { MINUTE } from "./paging";

type State = MintedRow["state"];

const WORDS: Record<State, { label: string; color: string }> = {
  ready: { label: "Ready", color: "var(--good)" },
  used: { label: "Used", color: "var(--accent)" },
  expired: { label: "Expired", color: "var(--border-strong)" },
  revoked: { label: "Revoked", color: "var(--danger)" },
};

/** A link grows old by itself: no change in the database tells us, so the clock here does. */
export function stateAt(link: Pick<MintedRow, "state" | "expiresAt">, minute: number): State {
  return link.state === "ready" && minute * MINUTE >= link.expiresAt ? "expired" : link.state;
}

export function LinkState({ link, minute }: { link: MintedRow; minute: number }) {
  const { label, color } = WORDS[stateAt(link, minute)];
  return (
    <div>
      <Badge classNames={{ label: styles.badgeLabel }} variant="dot" color={color} size="lg" fw={500}>
        {label}
      </Badge>
      {link.usedAt === null ? null : (
        <div className={styles.minor}>
          <When at={link.usedAt} />
        </div>
      )}
    </div>
  );
}
