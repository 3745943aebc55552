/** The step Audience: adding people of earlier campaigns. */
import type { Outcome } from "../audience/outcomes";
import { counted, grouped } from "../numbers";

export const FROM_A_LIST = "A file or pasted text";
export const FROM_CAMPAIGNS = "People of earlier campaigns";
export const SOURCE = "Where the people come from";
export const HINT =
  "Choose campaigns, and which of their people to invite. Everybody is added once, with their name and their variables. If somebody is in several campaigns, the newest one counts.";

export const CAMPAIGNS = "Campaigns";
export const NO_CAMPAIGNS = "No other campaigns yet";
export const NO_CAMPAIGNS_HINT = "After your first campaign, you can invite its people again from here.";
export const campaignHint = (recipients: number, accepted: number): string =>
  `${counted(recipients, "recipient")}, ${grouped(accepted)} accepted`;

export const OUTCOME = "Which people";
export const OUTCOME_LABELS: Record<Outcome, string> = {
  notAccepted: "Not accepted",
  notReached: "Never reached",
  bounced: "Bounced",
  all: "All people",
};
export const OUTCOME_HINTS: Record<Outcome, string> = {
  notAccepted: "The mail was sent, and the invitation has not been accepted.",
  notReached:
    "The mail failed, was not delivered yet, or was not sent, for example because the campaign was cancelled.",
  bounced:
    "A bounce suppresses the address, so these people are left out. Only those whose suppression was removed can be added.",
  all: "Everybody, except for those who are members or must not be emailed.",
};

export const counting = (looked: number, total: number): string =>
  `Counting: ${grouped(looked)} of ${counted(total, "recipient")}`;
export const COUNT_BAR = "Recipients counted";
export const NOT_COUNTED = "The people could not be counted";
export const COUNT_AGAIN = "Count again";
export const canBeAdded = (count: number): string =>
  count === 0 ? "Nobody can be added" : `${counted(count, "person", "people")} can be added`;
export const NOBODY_CHOSEN = "Nobody in these campaigns belongs to this group.";
export const LEFT_OUT = "Left out";
export const REASONS = {
  duplicate: (count: number) => `${grouped(count)} already in this audience`,
  member: (count: number) => counted(count, "already a member", "already members"),
  unsubscribed: (count: number) => `${grouped(count)} unsubscribed`,
  suppressed: (count: number) => `${grouped(count)} suppressed: bounced, reported spam, or added by hand`,
  blocked: (count: number) => `${grouped(count)} blocked by the mail provider`,
};
export const COUNT_FAILED = "Check your connection and choose Count again.";
export const ADD = "Add recipients";
export const add = (count: number): string => `Add ${counted(count, "recipient")}`;
export const NOT_ADDED = "Not added";

export const ADDING = "Adding people of earlier campaigns";
export const ADD_BAR = "Recipients processed";
export const adding = (looked: number, total: number, added: number): string =>
  `${grouped(looked)} of ${counted(total, "recipient")}, ${grouped(added)} added`;
export const WHILE_ADDING =
  "This continues if you leave the page. The campaign can be launched when everybody is added.";
export const STOP = "Stop";
export const NOT_STOPPED = "Not stopped";
export const STOPPED = "Stopped";
export const COMPLETE = "Everybody is added";
export const added = (count: number): string =>
  count === 0 ? "Nobody was added." : `${counted(count, "person was", "people were")} added.`;
export const CLOSE = "Close";
export const NOT_CLOSED = "Not closed";

/** Why the server did not begin. */
export const CHOOSE_SOURCES = "Choose at least one campaign and one outcome.";
export const atMostSources = (count: number): string =>
  `Choose at most ${count} campaigns at once. You can add more people afterwards.`;

/** The dialog for duplicating a campaign. */
export const duplicateQuestion = (name: string): string => `Duplicate “${name}”`;
export const DUPLICATE_HINT = "The copy is a draft with the same message.";
export const withAudience = (count: number): string =>
  `With its audience (${counted(count, "person", "people")})`;
export const WITH_AUDIENCE_HINT = "People who are members by now or must not be emailed are left out.";
export const DUPLICATED_WITH_AUDIENCE = "The message was copied. The audience is being added.";
