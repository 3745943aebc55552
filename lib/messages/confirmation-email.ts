/** The email that asks somebody who is signed in to confirm that it is they. */

export const subject = (appName: string): string => `Confirm it is you on ${appName}`;
export const preheader = (host: string): string =>
  `Somebody is signed in to ${host} with your account and is asked to confirm that it is you.`;
export const TITLE = "Confirm it is you";
export const why = (host: string): string =>
  `Somebody who is signed in to ${host} with your account wants to do something that only you should do, such as launching a campaign or giving somebody a role.`;
/** @param lifetime for example "15 minutes" */
export const whatToDo = (lifetime: string): string =>
  `If it is you, open this link in the same browser, or type the code on the page that asks for it. Both work for ${lifetime}.`;
export const CONFIRM = "Confirm it is you";
export const IF_NOT_YOU =
  "If it is not you, somebody else is using your account. Do not give the code to anybody. Sign in, open Settings, then Sessions, and end the sessions that you do not recognise.";
