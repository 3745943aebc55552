import { When } from "../../when";
import styles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { MINUTE } from "./minute";
import type { MintedRow } from "./types";

type State = MintedRow["state"];

const LABELS: Record<State, { label: string; color: string }> = {
  ready: { label: "Ready", color: "var(--good)" },
  used: { label: "Used", color: "var(--accent)" },
  expired: { label: "Expired", color: "var(--border-strong)" },
  revoked: { label: "Revoked", color: "var(--danger)" },
};

/** A link expires without a change in the database, so the clock here decides. */
export function stateAt(link: Pick<MintedRow, "state" | "expiresAt">, minute: number): State {
  return link.state === "ready" && minute * MINUTE >= link.expiresAt ? "expired" : link.state;
}

export function LinkState({ link, minute }: { link: MintedRow; minute: number }) {
  const { label, color } = LABELS[stateAt(link, minute)];
  return (
    <div>
      <DotBadge color={color}>{label}</DotBadge>
      {link.usedAt === null ? null : (
        <div className={styles.minor}>
          <When at={link.usedAt} />
        </div>
      )}
    </div>
  );
}
