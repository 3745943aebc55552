/** The email with a link that somebody else made: an admin, a colleague or a program. */

export const subject = (appName: string): string => `Your link to ${appName}`;
export const subjectOfInvitation = (by: string, appName: string): string => `${by} invites you to ${appName}`;
/** @param lifetime for example "7 days" */
export const preheader = (host: string, lifetime: string): string =>
  `A link that signs you in to ${host}. It works for ${lifetime}.`;
export const title = (name: string | null, appName: string): string =>
  name ? `Hello ${name}` : `Your link to ${appName}`;
/** @param role with its article */
export const invitation = (by: string, appName: string, role: string): string =>
  `${by} invites you to ${appName} as ${role}.`;
export const worksOnce = (lifetime: string): string =>
  `This link signs you in. It works once, for the next ${lifetime}.`;
export const NOT_EXPECTED =
  "If you did not expect this email, ignore it. Nothing happens until the link is used.";
