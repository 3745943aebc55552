/** The purposes of links, as data. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface PurposeRules {
  /** The default lifetime in ms. */
  lifetime: number;
  /** Whether the mail also has six digits, for the browser that requested it. */
  hasCode: boolean;
  /** Whether following the link signs somebody in. */
  signsIn: boolean;
  /**
   * Whether a new link retires the previous one of the same address. An invite retires none: its mail may never be
   * sent, and two invitations may be open at the same time. The owner revokes the replaced invite once the mail with
   * the new one is sent.
   */
  retiresOlder: boolean;
}

export const PURPOSES = {
  /** Requested by a visitor. */
  "sign-in": { lifetime: 15 * MINUTE, hasCode: true, signsIn: true, retiresOlder: true },
  /** Made by backend code for one person. */
  minted: { lifetime: 60 * MINUTE, hasCode: false, signsIn: true, retiresOlder: true },
  /** Made for many people at once, to be mailed to them. */
  invite: { lifetime: 14 * DAY, hasCode: false, signsIn: true, retiresOlder: false },
  /** For a test of such a mailing. */
  test: { lifetime: DAY, hasCode: false, signsIn: true, retiresOlder: false },
  /** Confirms the identity of the user of the session that requested it. It signs nobody in. */
  confirm: { lifetime: 15 * MINUTE, hasCode: true, signsIn: false, retiresOlder: true },
} as const satisfies Record<string, PurposeRules>;

export type Purpose = keyof typeof PURPOSES;

/** How many wrong codes one link allows. Its token keeps working after that. */
export const MAX_CODE_ATTEMPTS = 5;
