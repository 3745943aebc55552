/** The list of campaigns, and what all pages of a campaign share. */
import { grouped } from "../numbers";
import { parts } from "./parts";

export const TITLE = "Campaigns";
export const DESCRIPTION = "Invite many people at once and see who accepts.";
export const CAMPAIGN = "Campaign";
export const ALL_CAMPAIGNS = "All campaigns";
export const UNTITLED = "Untitled campaign";
export const NO_SUBJECT = "No subject yet";

export const STATUS = "Status";
export const STATUSES = {
  draft: "Draft",
  scheduled: "Scheduled",
  sending: "Sending",
  paused: "Paused",
  sent: "Sent",
  cancelled: "Cancelled",
  deleted: "Deleted",
} as const;
/** The label of a campaign that was paused automatically because of a problem. */
export const STOPPED = "Stopped";
export const ANY_STATUS = "All statuses";
export const stopped = (reason: string): string => `Stopped: ${reason}`;

export const AUDIENCE = "Audience";
export const RESULTS = "Results";
export const NOT_SENT = "not sent";
export const accepted = (count: number): string => `${grouped(count)} accepted`;
export const sent = (count: number): string => `${grouped(count)} sent`;
export const delivered = (count: number): string => `${grouped(count)} delivered`;
export const clicked = (count: number): string => `${grouped(count)} clicked`;
export const notDelivered = (count: number): string => `${grouped(count)} not delivered`;
export const unsubscribed = (count: number): string => `${grouped(count)} unsubscribed`;

export const DATE = "Date";
export const createdAt = <Value>(time: Value) => parts`created ${time}`;
export const launchedAt = <Value>(time: Value) => parts`launched ${time}`;
export const deletedAt = <Value>(time: Value) => parts`deleted ${time}`;
export const sentAt = <Value>(time: Value) => parts`sent ${time}`;
export const goesOutAt = <Value>(time: Value) => parts`goes out ${time}`;
export const goesOutExactly = <Value>(time: Value, exact: Value) => parts`goes out ${time} (${exact})`;

export const NONE_YET = "No campaigns yet";
export const NONE_YET_HINT =
  "Write a message, add a list of addresses, and invite everybody at once. Each person gets their own link, and you see who accepts.";

export const NEW_CAMPAIGN = "New campaign";
export const NOT_CREATED = "The campaign was not created";
export const moreFor = (name: string): string => `More for ${name}`;
export const DUPLICATE = "Duplicate";
export const NOT_DUPLICATED = "Not duplicated";
export const DELETE = "Delete";
export const NOT_DELETED = "The draft was not deleted";
export const deleted = (name: string): string => `“${name}” was deleted.`;
export const RESTORE = "Restore";
export const RESTORE_DRAFT = "Restore the draft";
export const NOT_RESTORED = "The draft was not restored";
export const restored = (name: string): string => `“${name}” is a draft again.`;

export const DELETED = "This campaign has been deleted";
export const DELETED_HINT =
  "Somebody deleted it while you had it open. None of it has been sent. It is kept for 30 days with its audience, and listed under the status Deleted.";

/** The names of new campaigns that are made from another one. */
export const copyOf = (name: string): string => `${name} (copy)`;
export const reminderOf = (text: string): string => `Reminder: ${text}`;
