import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type RecipientDetails = FunctionReturnType<typeof api.recipients.get>;
export type Moment = { title: string; at: number; details: string | null };

const TITLES: Record<RecipientDetails["events"][number]["type"], string> = {
  sent: "Sent",
  delayed: "Delayed by their mail server",
  delivered: "Delivered",
  opened: "Opened (reported by the mail provider)",
  clicked: "Clicked (reported by the mail provider)",
  bounced: "Bounced",
  complained: "Marked as spam",
  failed: "Failed",
  suppressed: "Not mailed: the address is suppressed",
  accepted: "Accepted: signed in through the link",
};

/** Everything that happened to one recipient, in order. An event that is also stored on the recipient counts once. */
export function timelineOf(recipient: RecipientDetails): Moment[] {
  const told = recipient.events.map(({ type, at, details }) => ({ title: TITLES[type], at, details }));
  const tells = (title: string) => told.some((moment) => moment.title === title);
  const kept: [string, number | undefined, string | null][] = [
    ["Added to the audience", recipient.createdAt, null],
    [TITLES.sent, recipient.sentAt, null],
    [TITLES.failed, recipient.failedAt, recipient.error ?? null],
    [TITLES.suppressed, recipient.suppressedAt, null],
    ["Not mailed: already a member", recipient.memberAt, null],
    [TITLES.accepted, recipient.acceptedAt, null],
    ["Reminded", recipient.remindedAt, null],
    ["Unsubscribed", recipient.unsubscribedAt, null],
    ["Invite revoked", recipient.revokedAt, null],
  ];
  const untold = kept.flatMap(([title, at, details]) =>
    at === undefined || tells(title) ? [] : [{ title, at, details }],
  );
  return [...untold, ...told].sort((one, other) => one.at - other.at);
}
