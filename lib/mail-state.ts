/** What happened to the mail that a browser waits for, as its page shows it. */
export type MailState = "queued" | "sent" | "delivered" | "delayed" | "bounced" | "blocked";

/** Whether no other state will follow, at least for a long time. */
export const isFinal = (state: MailState): boolean => ["delivered", "bounced", "blocked"].includes(state);

/**
 * The message that Next.js signs when it asks Convex for the state of a mail. Only Next.js may state the time, because
 * the state that is shown for a mail that was never sent depends on it.
 */
export const mailStateMessage = (browserHash: string, askedAt: number, now: number): string =>
  `latchkey mail state|${browserHash}|${askedAt}|${now}`;
