/** What the admin pages share: their tabs, and the buttons, dialogs and lists of all sections. */
import { grouped } from "../numbers";
import type { Role } from "../roles";

export const ADMIN = "Admin";
export const CAMPAIGNS = "Campaigns";
export const SUPPRESSIONS = "Suppressions";
export const PEOPLE = "People";
export const SIGN_IN_LINKS = "Sign-in links";
export const API_KEYS = "API keys";
export const AUDIT = "Audit";

export const NOT_FOUND = "Not found";
export const ALL_CAMPAIGNS = "All campaigns";

export const RESERVED: Record<Role, string> = {
  member: "This part is for people who are signed in",
  writer: "This part is for writers, marketers and admins",
  marketer: "This part is for marketers and admins",
  admin: "This part is for admins",
};
export const askForRole = (email: string): string =>
  `You are signed in as ${email}. If you need this for your work, ask an admin to change your role.`;
export const BACK_TO_DASHBOARD = "Back to the dashboard";

export const ACTIONS = "Actions";
export const CANCEL = "Cancel";
export const CLOSE = "Close";
export const DONE = "Done";
export const KEEP_IT = "Keep it";
export const SHOW_MORE = "Show more";
export const NO_VALUE = "–";

export const SELECTION = "Selected rows";
export const selected = (count: number): string => `${grouped(count)} selected`;
export const SELECT_ALL_SHOWN = "Select all shown";
export const CLEAR_SELECTION = "Clear selection";

export const SEARCH_BY_ADDRESS = "Search by address";
export const ADDRESS_BEGINS_WITH = "Address begins with…";
export const NO_MATCHES = "No matches";
export const loadingList = (list: string): string => `${list}: loading`;

export const COPY = "Copy";
export const COPIED = "Copied";
export const CANNOT_COPY = "This browser does not let us copy. Select the text and copy it yourself.";

export const EXPORT_CSV = "Export CSV";
export const NOT_EXPORTED = "Not exported";
export const rowsSoFar = (count: number): string => `${grouped(count)} rows so far`;

export const NOT_AN_ADDRESS = "This is not an email address.";
export const ENTER_ADDRESS = "Enter an email address.";

export const REVOKE = "Revoke";
export const NOT_REVOKED = "Not revoked";
/** The texts of one button that revokes something, and of its dialog. */
export type Revocation = { action: string; question: string; consequence: string; done: string };

export const apiKey = (name: string): string => `API key “${name}”`;
export const BACKEND_CODE = "Backend code";
export const A_VISITOR = "A visitor";
