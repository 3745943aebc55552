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
  /**
   * Whether making one retires the one before it of the same address. An invite retires none: its mail may never leave, and
   * two invitations may be open side by side. The owner revokes the one that is replaced, once the mail with the new one is out.
   */
  retiresOlder: boolean;
}

export const PURPOSES = {
  /** Asked for by a visitor. */
  "sign-in": { lifetime: 15 * MINUTE, hasCode: true, signsIn: true, retiresOlder: true },
  /** Made by backend code for one person. */
  minted: { lifetime: 60 * MINUTE, hasCode: false, signsIn: true, retiresOlder: true },
  /** Made for many people at once, to be mailed to them. */
  invite: { lifetime: 14 * DAY, hasCode: false, signsIn: true, retiresOlder: false },
  /** For a trial of such a mailing. */
  test: { lifetime: DAY, hasCode: false, signsIn: true, retiresOlder: false },
  /** Proves the session that asked for it, and signs nobody in. */
  confirm: { lifetime: 15 * MINUTE, hasCode: true, signsIn: false, retiresOlder: true },
} as const satisfies Record<string, PurposeRules>;

export type Purpose = keyof typeof PURPOSES;

/** The wrong codes that one link allows. Its token keeps working after that. */
export const MAX_CODE_ATTEMPTS = 5;
