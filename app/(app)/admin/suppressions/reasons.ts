import type { SuppressionRow } from "./types";

type Reason = SuppressionRow["reason"];

export const REASONS: Record<Reason, { label: string; color: string }> = {
  unsubscribed: { label: "Unsubscribed", color: "var(--accent)" },
  bounced: { label: "Bounced", color: "var(--danger)" },
  complained: { label: "Complained", color: "var(--danger)" },
  manual: { label: "Added by hand", color: "var(--border-strong)" },
};

/** The consequence of removing a suppression, which depends on its reason. */
export const IF_REMOVED: Record<Reason, string> = {
  unsubscribed: "The owner asked for no more mail. Remove this only if they have told you otherwise since.",
  bounced:
    "The last email bounced because the mailbox does not exist. Mailing it again can harm the sender’s reputation.",
  complained: "The owner reported our mail as spam. Mailing it again can harm the sender’s reputation.",
  manual: "A colleague added it.",
};
