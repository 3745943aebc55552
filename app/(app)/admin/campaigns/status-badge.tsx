import * as messages from "@/lib/messages/campaigns";
import { DotBadge } from "../_shared/dot-badge";
import type { CampaignStatus } from "./types";

const COLORS: Record<CampaignStatus, string> = {
  draft: "var(--border-strong)",
  scheduled: "var(--accent)",
  sending: "var(--accent)",
  paused: "var(--danger)",
  sent: "var(--good)",
  cancelled: "var(--border-strong)",
  deleted: "var(--border-strong)",
};

export const CAMPAIGN_STATUSES = Object.entries(messages.STATUSES).map(([value, label]) => ({
  value: value as CampaignStatus,
  label,
}));

type StatusProps = { status: CampaignStatus; isStopped?: boolean };

/**
 * The status of a campaign. A paused campaign has a different label if it stopped automatically, because that needs
 * attention.
 */
export function StatusBadge({ status, isStopped = false }: StatusProps) {
  const label = status === "paused" && isStopped ? messages.STOPPED : messages.STATUSES[status];
  return <DotBadge color={COLORS[status]}>{label}</DotBadge>;
}

/** The status of the open campaign. Screen readers announce each change. */
export function LiveStatus(props: StatusProps) {
  return (
    <span role="status" aria-label={messages.STATUS}>
      <StatusBadge {...props} />
    </span>
  );
}
