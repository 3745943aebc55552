import { STATES } from "@/lib/messages/sign-in-links";
import { When } from "../../when";
import styles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { MINUTE } from "./minute";
import type { MintedRow } from "./types";

type State = MintedRow["state"];

const COLORS: Record<State, string> = {
  ready: "var(--good)",
  used: "var(--accent)",
  expired: "var(--border-strong)",
  revoked: "var(--danger)",
};

/**
 * The state of a link at the given time. A link expires without a change in the database, so the browser has to compare
 * the times.
 */
export function stateAt(link: Pick<MintedRow, "state" | "expiresAt">, minute: number): State {
  return link.state === "ready" && minute * MINUTE >= link.expiresAt ? "expired" : link.state;
}

export function LinkState({ link, minute }: { link: MintedRow; minute: number }) {
  const state = stateAt(link, minute);
  return (
    <div>
      <DotBadge color={COLORS[state]}>{STATES[state]}</DotBadge>
      {link.usedAt === null ? null : (
        <div className={styles.minor}>
          <When at={link.usedAt} />
        </div>
      )}
    </div>
  );
}
