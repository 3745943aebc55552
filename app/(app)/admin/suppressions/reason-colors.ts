import type { SuppressionRow } from "./types";

export const REASON_COLORS: Record<SuppressionRow["reason"], string> = {
  unsubscribed: "var(--accent)",
  bounced: "var(--danger)",
  complained: "var(--danger)",
  manual: "var(--border-strong)",
};
