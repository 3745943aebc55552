/** The admin page of sign-in links: links that an admin, backend code or the API made. */
import type { Revocation } from "./admin";
import { parts } from "./parts";

export const TITLE = "Sign-in links";
export const DESCRIPTION = "Create a link that signs somebody in once, without a password.";

export const FOR = "For";
export const STATE = "Status";
export const EXPIRES = "Expires";
export const MADE_BY = "Created by";
export const STATES = { ready: "Ready", used: "Used", expired: "Expired", revoked: "Revoked" } as const;
export const MAILED = "emailed";
export const notMailed = (reason: string): string => `not emailed: ${reason}`;
export const opens = (path: string): string => `opens ${path}`;
export const NO_LINKS = "No sign-in links yet";
export const NO_LINKS_HINT =
  "This list has the links made here, by backend code or through the API. Links that people ask for themselves are not in it.";

export const MAKE_A_LINK = "Create a sign-in link";
export const EMAIL = "Email";
export const EMAIL_HINT = "Earlier sign-in links for this address stop working.";
export const NAME = "Name";
export const NAME_HINT = "Used if this person has no account yet.";
export const PAGE = "Page to open";
export const PAGE_HINT = "A path on this site, such as /dashboard.";
export const NOT_A_PAGE = "This is not a page of this site. Enter a path, such as /dashboard.";
export const EXPIRES_AFTER = "Expires after";
export const LIFETIMES = { "15": "15 min", "60": "1 hour", "1440": "1 day", "10080": "7 days" } as const;
export const DELIVERY = "How they get it";
export const BY_MAIL = "Email it to them";
export const BY_MAIL_HINT = "Opening it verifies their address.";
export const BY_HAND = "Show me the link";
export const BY_HAND_HINT = "You send it yourself. It does not verify their address.";
export const ADD_TO_PROFILE = "Add to their profile";
export const PROFILE_FIELDS = {
  company: "Company",
  jobTitle: "Job title",
  locale: "Language",
  plan: "Plan",
  source: "Source",
  timezone: "Time zone",
} as const;
export const EMAIL_THE_LINK = "Email the link";
export const MAKE_THE_LINK = "Create the link";
export const NOT_MADE = "The link was not created";
export const onItsWay = (email: string): string => `The link is on its way to ${email}.`;

export const COPY_NOW = "Copy the link now";
export const whatItDoes = (email: string): string => `Anyone who opens this link is signed in as ${email}.`;
export const KEEP_IT_PRIVATE = "Send it in a way that nobody else can read. It is not shown again.";
export const LINK = "Link";
export const COPY_LINK = "Copy the link";
export const worksOnce = <Value>(expiry: Value) => parts`It works once and expires ${expiry}.`;

export const revocation = (email: string): Revocation => ({
  action: `Revoke the link for ${email}`,
  question: `Revoke the link for ${email}?`,
  consequence: "Nobody can sign in with this link any more. People who open it are told that it was revoked.",
  done: `Revoked the link for ${email}.`,
});

export const NO_SUCH_LINK = "This link no longer exists. Reload the page.";
