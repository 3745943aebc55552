import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-results";

export type RecipientDetails = FunctionReturnType<typeof api.recipients.get>;
export type Moment = { title: string; at: number; details: string | null };

const TITLES: Record<RecipientDetails["events"][number]["type"], string> = messages.EVENTS;

/** Everything that happened to one recipient, in order. An event that is also stored on the recipient counts once. */
export function timelineOf(recipient: RecipientDetails): Moment[] {
  const told = recipient.events.map(({ type, at, details }) => ({ title: TITLES[type], at, details }));
  const tells = (title: string) => told.some((moment) => moment.title === title);
  const kept: [string, number | undefined, string | null][] = [
    [messages.ADDED, recipient.createdAt, null],
    [TITLES.sent, recipient.sentAt, null],
    [TITLES.failed, recipient.failedAt, recipient.error ?? null],
    [TITLES.suppressed, recipient.suppressedAt, null],
    [messages.WAS_MEMBER, recipient.memberAt, null],
    [TITLES.accepted, recipient.acceptedAt, null],
    [messages.REMINDED, recipient.remindedAt, null],
    [messages.UNSUBSCRIBED, recipient.unsubscribedAt, null],
    [messages.REVOKED, recipient.revokedAt, null],
  ];
  const untold = kept.flatMap(([title, at, details]) =>
    at === undefined || tells(title) ? [] : [{ title, at, details }],
  );
  return [...untold, ...told].sort((one, other) => one.at - other.at);
}
