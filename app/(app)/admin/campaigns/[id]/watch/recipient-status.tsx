import * as messages from "@/lib/messages/campaign-results";
import { DotBadge } from "../../../_shared/dot-badge";
import type { RecipientRow, RecipientStatus } from "../../types";

const GOOD = "var(--good)";
const BAD = "var(--danger)";
const QUIET = "var(--border-strong)";

const COLORS: Record<RecipientStatus, string> = {
  queued: QUIET,
  claimed: QUIET,
  sent: QUIET,
  delayed: QUIET,
  delivered: GOOD,
  opened: GOOD,
  clicked: GOOD,
  failed: BAD,
  bounced: BAD,
  complained: BAD,
  member: QUIET,
  suppressed: BAD,
  withdrawn: QUIET,
};

export const RECIPIENT_STATUSES = Object.entries(messages.RECIPIENT_STATUSES).map(([value, label]) => ({
  value: value as RecipientStatus,
  label,
}));

/** How far the mail got, unless the recipient did something more important: they accepted, or they unsubscribed. */
export function RecipientBadge({ recipient }: { recipient: RecipientRow }) {
  const { label, color } = badgeOf(recipient);
  return <DotBadge color={color}>{label}</DotBadge>;
}

function badgeOf({ acceptedAt, unsubscribedAt, status }: RecipientRow): { label: string; color: string } {
  if (acceptedAt !== undefined) return { label: messages.ACCEPTED, color: "var(--accent)" };
  if (unsubscribedAt !== undefined) return { label: messages.UNSUBSCRIBED, color: BAD };
  return { label: messages.RECIPIENT_STATUSES[status], color: COLORS[status] };
}
