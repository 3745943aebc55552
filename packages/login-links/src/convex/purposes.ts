/** What a link is for, as data. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface PurposeRules {
  /** How long a link is good unless its maker says otherwise, in ms. */
  lifetime: number;
  /** Whether the mail has six digits beside the link, for the browser that asked. */
  hasCode: boolean;
  /** Whether following it signs somebody in. */
  signsIn: boolean;
}

export const PURPOSES = {
  /** Asked for by a visitor. */
  "sign-in": { lifetime: 15 * MINUTE, hasCode: true, signsIn: true },
  /** Made by backend code for one person. */
  minted: { lifetime: 60 * MINUTE, hasCode: false, signsIn: true },
  /** Made for many people at once, to be mailed to them. */
  invite: { lifetime: 14 * DAY, hasCode: false, signsIn: true },
  /** For a trial of such a mailing: it retires no invite. */
  test: { lifetime: DAY, hasCode: false, signsIn: true },
  /** Proves the session that asked for it, and signs nobody in. */
  confirm: { lifetime: 15 * MINUTE, hasCode: true, signsIn: false },
} as const satisfies Record<string, PurposeRules>;

export type Purpose = keyof typeof PURPOSES;

/** The wrong codes that one link allows. Its token keeps working after that. */
export const MAX_CODE_ATTEMPTS = 5;
