/** Admin > Overview. */
import { counted } from "../numbers";

export const TITLE = "Overview";
export const DESCRIPTION = "Recent activity, and what needs your attention.";

export const ATTENTION = "Needs attention";
export const ALL_WELL = "No campaign has stopped, and the mail provider is accepting email.";
export const STOPPED = { paused: "Campaign stopped", draft: "Schedule cancelled" } as const;
export const UNNAMED = "Untitled campaign";
export const REFUSING = "The mail provider is rejecting email";
export const NO_WEBHOOK = "The mail provider's webhook is not set up";
export const NO_WEBHOOK_HINT =
  "RESEND_WEBHOOK_SECRET is not set in Convex, so deliveries, bounces and spam reports are not recorded.";
export const NO_EVENTS = "No events from the mail provider's webhook";
export const NO_EVENTS_HINT =
  "Emails have been sent, but no event has arrived since. Check the webhook's address and secret at the provider.";

export const SIGN_INS = "Sign-ins";
export const LAST_DAYS = "The last 30 days, in UTC.";
export const AS_TABLE = "Show as a table";
export const DAY = "Day";
export const TOTAL = "Sign-ins";
export const BY_LINK = "By link";
export const BY_PASSKEY = "By passkey";
export const NEW_ACCOUNTS = "New accounts";
export const NO_SIGN_INS = "Nobody has signed in during the last 30 days.";
export const chartOf = (total: number): string => `${counted(total, "sign-in")} in the last 30 days, by day`;

export const MAIL = "Mail by receiving domain";
export const MAIL_HINT = "The last 30 days. New results are counted once a minute.";
export const ORDER = "Order";
export const ORDERS = { sent: "Most sent", problems: "Most problems" } as const;
export const DOMAIN = "Domain";
export const SENT = "Sent";
export const DELIVERED = "Delivered";
export const BOUNCED = "Bounced";
export const COMPLAINED = "Reported as spam";
export const BLOCKED = "Blocked";
export const NO_MAIL = "No mail yet";
export const NO_MAIL_HINT = {
  sent: "Domains appear here within a minute of the first email to them.",
  problems: "No email of the last 30 days bounced, was blocked, or was reported as spam.",
} as const;
export const BLOCKED_ADDRESSES = "Blocked addresses";

export const PROVIDER = "Mail provider";
export const LAST_SENT = "Last email sent";
export const LAST_EVENT = "Last event from its webhook";
export const WEBHOOK = "Webhook";
export const IS_SET_UP = "Set up";
export const IS_NOT_SET_UP = "Not set up";
export const NEVER = "None yet";
