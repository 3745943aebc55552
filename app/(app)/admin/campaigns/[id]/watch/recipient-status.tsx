import { DotBadge } from "../../../_shared/dot-badge";
import type { RecipientRow, RecipientStatus } from "../../types";

const GOOD = "var(--good)";
const BAD = "var(--danger)";
const QUIET = "var(--border-strong)";

const LABELS: Record<RecipientStatus, { label: string; color: string }> = {
  queued: { label: "Queued", color: QUIET },
  claimed: { label: "On its way", color: QUIET },
  sent: { label: "Sent", color: QUIET },
  delayed: { label: "Delayed", color: QUIET },
  delivered: { label: "Delivered", color: GOOD },
  opened: { label: "Opened", color: GOOD },
  clicked: { label: "Clicked", color: GOOD },
  failed: { label: "Failed", color: BAD },
  bounced: { label: "Bounced", color: BAD },
  complained: { label: "Complained", color: BAD },
  member: { label: "Already a member", color: QUIET },
  suppressed: { label: "Suppressed", color: BAD },
  withdrawn: { label: "Cancelled", color: QUIET },
};

export const RECIPIENT_STATUSES = Object.entries(LABELS).map(([value, { label }]) => ({
  value: value as RecipientStatus,
  label,
}));

/** How far the mail got, unless the recipient did something more important: they accepted, or they unsubscribed. */
export function RecipientBadge({ recipient }: { recipient: RecipientRow }) {
  const { label, color } = badgeOf(recipient);
  return <DotBadge color={color}>{label}</DotBadge>;
}

function badgeOf({ acceptedAt, unsubscribedAt, status }: RecipientRow): { label: string; color: string } {
  if (acceptedAt !== undefined) return { label: "Accepted", color: "var(--accent)" };
  return unsubscribedAt === undefined ? LABELS[status] : { label: "Unsubscribed", color: BAD };
}
