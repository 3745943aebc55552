/** The email with a link and a code, for somebody who asked for it on /login. */

export const subject = (appName: string): string => `Sign in to ${appName}`;
/** @param lifetime for example "15 minutes" */
export const preheader = (lifetime: string): string =>
  `Your link and your code. Both work once, for the next ${lifetime}.`;
export const footer = (host: string): string =>
  `You get this email because somebody asked to sign in to ${host} with this address.`;
export const title = (appName: string): string => `Sign in to ${appName}`;
export const worksOnce = (lifetime: string): string => `This link works once, for the next ${lifetime}.`;
export const OR_TYPE_CODE = "Or type this code in the browser where you asked for it:";
const IF_NOT_YOU = "If it was not you, ignore this email. Nobody can sign in without it.";
/** @param origin for example "from Chrome on macOS, 203.0.113.7" */
export const requestedFor = (address: string, origin: string | null): string =>
  origin === null
    ? `Requested for ${address}. ${IF_NOT_YOU}`
    : `Requested for ${address} ${origin}. ${IF_NOT_YOU}`;
