/** The page of one person, by an address. */

export const PERSON = "Person";
export const DESCRIPTION = "Everything that is stored about this address.";
export const NOBODY_THERE = "Nothing is stored about this person any more.";
export const show = (email: string): string => `Everything about ${email}`;
export const BACK = "All campaigns";

export const FIND = "Find an address";
export const FIND_LABEL = "Email address";
export const FIND_HINT = "Also finds people who were invited and have never signed in.";
export const FIND_ACTION = "Find";
export const NOT_FOUND = "Nothing is stored about this address.";
export const FIND_FAILED = "Not found";

export const STATUS = "Status";
export const MAY_BE_MAILED = "Campaigns may mail this address.";
export const SUPPRESSED = "Suppressed: no campaign mails this address.";
export const BLOCKED = "Blocked: the mail provider does not deliver to this address.";
export const NO_ACCOUNT = "Has never signed in.";
export const accountOf = (role: string): string => `Has an account as ${role}.`;
export const DELETION = "The account will be deleted, as its owner has asked.";

export const CAMPAIGNS = "Campaigns";
export const CAMPAIGN = "Campaign";
export const DELETED_CAMPAIGN = "Deleted campaign";
export const NO_CAMPAIGNS = "Not in any campaign";
export const NO_CAMPAIGNS_HINT = "No campaign has this address among its recipients.";
export const MAIL = "Mail";
export const LINK = "Link";
export const NO_LINK = "no link";
export const TIMELINE = "Timeline";
export const timelineIn = (campaign: string): string => `Timeline in ${campaign}`;

export const SESSIONS = "Sessions";
export const NO_SESSIONS = "No session is open.";
export const DEVICE = "Device";
export const LOCATION = "Location";
export const LAST_USED = "Last used";
export const BEGAN = "Signed in";

export const LINKS = "Links";
export const NO_LINKS = "No links.";
export const PURPOSE = "Purpose";
export const CREATED = "Created";
export const PURPOSES = {
  "sign-in": "Sign-in",
  invite: "Invitation",
  minted: "Created by an admin, the API or code",
  test: "Test mail",
  confirm: "Confirmation",
  "change-address": "Change of address",
} as const;

export const AUDIT = "Audit log";
export const NO_AUDIT = "No entries.";
export const WHAT = "What";
export const WHO = "Who";
export const TARGET = "Target";
export const WHEN = "When";

export const EXPORT = "Download data";
export const EXPORT_FILE = "person.json";
export const NOT_EXPORTED = "Not downloaded";
export const ERASE = "Erase";
export const eraseQuestion = (email: string): string => `Erase ${email}?`;
export const ERASE_HINT =
  "This deletes the account, its sessions and links, and the person's name, address and variables in every campaign. Mail that is still queued is not sent. It cannot be undone.";
export const ERASE_KEEPS =
  "The numbers of campaigns and the audit log stay, with a pseudonym in place of the address. A hash of the address stays suppressed, so that no later list invites this person again.";
export const ERASE_ACTION = "Erase this person";
export const KEEP = "Keep them";
export const NOT_ERASED = "Not erased";
export const erased = (email: string): string => `${email} is being erased.`;
