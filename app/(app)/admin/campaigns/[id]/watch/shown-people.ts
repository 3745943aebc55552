import { useSearchParams } from "next/navigation";
import * as messages from "@/lib/messages/campaign-results";
import type { RecipientStatus } from "../../types";
import { RECIPIENT_STATUSES } from "./recipient-status";

/** One of the campaign's numbers. Its list contains the people it counts. */
export type Stage = keyof typeof messages.REACHED;

/** Which recipients the table lists: everybody, those behind a number, or those with a status. */
export type ShownPeople = { reached: Stage } | { status: RecipientStatus } | Record<never, never>;

export const RECIPIENTS_ID = "recipients";
const REACHED = "reached:";
const ANY = "";

export const CHOICES = [
  { value: ANY, label: messages.ANY_STATUS },
  {
    group: messages.REACHED_GROUP,
    items: Object.entries(messages.REACHED).map(([value, label]) => ({ value: `${REACHED}${value}`, label })),
  },
  { group: messages.STATUS_GROUP, items: RECIPIENT_STATUSES },
];

/** The value of a choice as arguments of the query. An unknown value, for example from an old URL, lists everybody. */
export function asShown(value: string): ShownPeople {
  const stage = value.startsWith(REACHED) ? value.slice(REACHED.length) : null;
  if (stage !== null) return Object.hasOwn(messages.REACHED, stage) ? { reached: stage as Stage } : {};
  return RECIPIENT_STATUSES.some((status) => status.value === value)
    ? { status: value as RecipientStatus }
    : {};
}

export const hrefOf = (stage: Stage): string => `?show=${REACHED}${stage}#${RECIPIENTS_ID}`;

/** The choice is part of the URL, so that a list can be bookmarked and the back button returns to the one before. */
export function useShownPeople() {
  const value = useSearchParams().get("show") ?? ANY;
  return { value, shown: asShown(value) };
}

export function choose(value: string): void {
  window.history.replaceState(
    null,
    "",
    value === ANY ? "?part=results" : `?show=${encodeURIComponent(value)}`,
  );
}

/** Opens the people behind a number: the table shows them, and the page scrolls there. */
export function open(stage: Stage): void {
  window.history.pushState(null, "", hrefOf(stage));
  const table = document.getElementById(RECIPIENTS_ID);
  table?.scrollIntoView({ block: "start" });
  table?.focus({ preventScroll: true });
}
