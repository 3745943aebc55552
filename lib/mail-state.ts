/** What has become of the mail that a browser waits for, as its page says it. */
export type MailState = "queued" | "sent" | "delivered" | "delayed" | "bounced";

/** Nothing more is to come, or not for long. */
export const isFinal = (state: MailState): boolean => state === "delivered" || state === "bounced";

/** What Next signs when it asks: nobody else may say what time it is, because what is shown of a mail that never left depends on it. */
export const mailStateMessage = (browserHash: string, askedAt: number, now: number): string =>
  `latchkey mail state|${browserHash}|${askedAt}|${now}`;
