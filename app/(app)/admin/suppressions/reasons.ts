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
  unsubscribed: "Its owner asked for no more mail. Only lift this if they have told you otherwise since.",
  bounced:
    "The last mail came back: the mailbox was not there. Mailing it again can harm the sender’s reputation.",
  complained: "Its owner called our mail spam. Mailing it again can harm the sender’s reputation.",
  manual: "Somebody put it here on purpose.",
};
