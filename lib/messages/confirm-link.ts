/**
 * /login/confirm: the page between a link and a session. The texts that every site needs are in packages/login-links.
 */

export const TITLE = "Continue";
export const invited = (name: string | null): string =>
  name ? `${name}, you are invited` : "You are invited";
export const invites = (by: string, appName: string): string => `${by} invites you to ${appName}.`;
/** @param role with its article */
export const invitesAs = (by: string, appName: string, role: string): string =>
  `${by} invites you to ${appName} as ${role}.`;
/** @param subject of the campaign's email */
export const invitesAbout = (by: string, appName: string, subject: string): string =>
  `${by} invites you to ${appName}: “${subject}”`;
export const SIGNS_IN_HERE = "Press the button to sign in on this device.";
/** @param wait for example "in 3 minutes" */
export const linkStillWorks = (wait: string): string => `Your link still works. Try again ${wait}.`;
export const CODE = "Code";

export const INVITATION_REVOKED =
  "This invitation was revoked. If you think that is a mistake, ask the person who invited you.";
export const invitationWasFor = (maskedEmail: string): string => `It was for ${maskedEmail}.`;
export const SIGN_IN_WITH_OTHER_ACCOUNT = "Sign in with your own account";
export const OPENED_BEFORE = "Did you open this link here a moment ago, and the page did not load?";
export const tryAgain = (wait: string | null): string =>
  wait === null ? "Try again in a moment." : `Try again ${wait}.`;

export const CONFIRM_IT_IS_YOU = "Confirm it is you";
export const PAGE_CONTINUES = "Then the page that asked you continues automatically.";
export const CONFIRM = "Confirm";
export const DID_NOT_ASK =
  "If you did not ask for this, close this page and end your sessions under Settings.";
export const TYPE_CODE_WHERE_ASKED = "Type this code where you were asked";
export const CODE_DOES_NOT_SIGN_IN =
  "This link confirms that it is you, in the browser that asked for it. It does not sign you in here.";
export const DO_NOT_SHARE_CODE = "If no page asked you for it, do not give the code to anybody.";
export const ASK_FOR_ANOTHER_EMAIL =
  "Go back to the page that asked you to confirm it is you. It can send another email.";
