import { DotBadge } from "../_shared/dot-badge";
import type { CampaignStatus } from "./types";

const LABELS: Record<CampaignStatus, { label: string; color: string }> = {
  draft: { label: "Draft", color: "var(--border-strong)" },
  scheduled: { label: "Scheduled", color: "var(--accent)" },
  sending: { label: "Sending", color: "var(--accent)" },
  paused: { label: "Paused", color: "var(--danger)" },
  sent: { label: "Sent", color: "var(--good)" },
  cancelled: { label: "Cancelled", color: "var(--border-strong)" },
};

export const CAMPAIGN_STATUSES = Object.entries(LABELS).map(([value, { label }]) => ({
  value: value as CampaignStatus,
  label,
}));

type StatusProps = { status: CampaignStatus; isStopped?: boolean };

/** Paused by a marketer, or stopped automatically, which needs attention. */
export function StatusBadge({ status, isStopped = false }: StatusProps) {
  const { label, color } = LABELS[status];
  return <DotBadge color={color}>{status === "paused" && isStopped ? "Stopped" : label}</DotBadge>;
}

/** … of the open campaign: changes are announced to screen readers. */
export function LiveStatus(props: StatusProps) {
  return (
    <span role="status" aria-label="Status">
      <StatusBadge {...props} />
    </span>
  );
}
