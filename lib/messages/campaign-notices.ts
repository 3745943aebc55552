/** Notices about campaigns: the mails, the page Notices, and its webhooks. */
import type { AccountText } from "./account-emails";

export type CampaignNoticeKind = "finished" | "stopped" | "unscheduled" | "approvalAsked";

const HINT = "You can choose these emails under Admin, Notices.";

/** @param why the reason, or the address of the person who asked; empty for `finished` */
export function noticeText(
  kind: CampaignNoticeKind,
  appName: string,
  campaign: string,
  why: string,
): AccountText {
  switch (kind) {
    case "finished":
      return {
        subject: `“${campaign}” has been sent`,
        title: "Your campaign has been sent",
        paragraphs: [`“${campaign}” on ${appName} has mailed everybody in its audience.`],
        button: "See the results",
        hint: HINT,
      };
    case "stopped":
      return {
        subject: `“${campaign}” has stopped`,
        title: "Your campaign has stopped",
        paragraphs: [
          `“${campaign}” on ${appName} was paused automatically: ${why}`,
          "Nobody is mailed twice when you resume it.",
        ],
        button: "Open the campaign",
        hint: HINT,
      };
    case "unscheduled":
      return {
        subject: `“${campaign}” is no longer scheduled`,
        title: "Your campaign is a draft again",
        paragraphs: [`“${campaign}” on ${appName} will not go out at its time: ${why}`],
        button: "Open the draft",
        hint: HINT,
      };
    case "approvalAsked":
      return {
        subject: `“${campaign}” waits for approval`,
        title: "A campaign waits for approval",
        paragraphs: [`${why} has written “${campaign}” on ${appName} and asks somebody to launch it.`],
        button: "Check the campaign",
        hint: HINT,
      };
  }
}

export const TITLE = "Notices";
export const DESCRIPTION =
  "How you and your systems hear that a campaign has finished, stopped or needs somebody.";

export const MAIL_ME = "Email me about campaigns that I wrote or launched";
export const LEVELS = {
  all: "When they are sent, stop or need somebody",
  problems: "Only when they stop or need somebody",
  none: "Never",
} as const;
export const NOT_SAVED = "Not saved";

export const WEBHOOKS = "Webhooks";
export const WEBHOOKS_HINT =
  "We send a signed POST request to your address for each of these events. The signature is that of Standard Webhooks.";
export const NO_WEBHOOKS = "No webhook yet";
export const ADD = "Add a webhook";
export const URL_LABEL = "URL";
export const URL_HINT = "It must begin with https:// and be reachable from the internet.";
export const NOT_ADDED = "The webhook was not added";
export const SECRET_TITLE = "Copy the secret now";
export const SECRET = "Signing secret";
export const COPY_SECRET = "Copy the secret";
export const SECRET_HINT = "It is shown only once. Your system checks the signature of each request with it.";
export const CREATED = "Added";
export const SEND_TEST = "Send test";
export const sendTestTo = (url: string): string => `Send test to ${url}`;
export const TEST_QUEUED = "The test is on its way. Its result appears below.";
export const NOT_TESTED = "The test was not sent";
export const REMOVE = "Remove";
export const NOT_REMOVED = "Not removed";
export const KEEP = "Keep it";
export const remove = (url: string): string => `Remove ${url}`;
export const REMOVE_HINT = "Requests to it stop now, also those that would be repeated.";

export const DELIVERIES = "Last deliveries";
export const NO_DELIVERIES = "Nothing was sent yet";
export const EVENT = "Event";
export const RESULT = "Result";
export const WHEN = "When";
export const WAITING = "Waiting";
export const DELIVERED = "Delivered";
export const FAILED = "Failed";
export const tries = (count: number): string => (count === 1 ? "1 attempt" : `${count} attempts`);

export const BAD_URL =
  "Enter an address that begins with https:// and that everybody on the internet can reach, without a user name.";
export const tooMany = (most: number): string => `There can be at most ${most} webhooks.`;
export const GONE = "This webhook no longer exists.";
/** The results of an attempt, besides the status of the answer. */
export const NO_ANSWER = "no answer within 10 seconds, or no connection";
export const answered = (status: number): string => `answered ${status}`;
