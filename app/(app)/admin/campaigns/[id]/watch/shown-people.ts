import { useSearchParams } from "next/navigation";
import * as messages from "@/lib/messages/campaign-results";
import type { RecipientStatus } from "../../types";
import { RECIPIENT_STATUSES } from "./recipient-status";

/** One of the campaign's numbers. Its list contains the people it counts. */
export type Stage = keyof typeof messages.REACHED;

/** Which recipients the table lists: everybody, those behind a number, or those with a status. */
export type ShownPeople =
  { reached: Stage; domain?: string } | { status: RecipientStatus } | Record<never, never>;

export const RECIPIENTS_ID = "recipients";
const REACHED = "reached:";
const ANY = "";

const CHOICES = [
  { value: ANY, label: messages.ANY_STATUS },
  {
    group: messages.REACHED_GROUP,
    items: Object.entries(messages.REACHED).map(([value, label]) => ({ value: `${REACHED}${value}`, label })),
  },
  { group: messages.STATUS_GROUP, items: RECIPIENT_STATUSES },
];

/** The choices of the list, and the chosen number of one domain, which is not among them otherwise. */
export function choicesFor(value: string) {
  const shown = asShown(value);
  if (!("domain" in shown) || shown.domain === undefined) return CHOICES;
  return [...CHOICES, { value, label: messages.reachedAt(shown.reached, shown.domain) }];
}

/** The value of a choice as arguments of the query. An unknown value, for example from an old URL, lists everybody. */
export function asShown(value: string): ShownPeople {
  if (value.startsWith(REACHED)) return asReached(value.slice(REACHED.length));
  return RECIPIENT_STATUSES.some((status) => status.value === value)
    ? { status: value as RecipientStatus }
    : {};
}

function asReached(value: string): ShownPeople {
  const [stage = "", domain] = value.split("@");
  if (!Object.hasOwn(messages.REACHED, stage)) return {};
  return { reached: stage as Stage, ...(domain === undefined ? {} : { domain }) };
}

export const hrefOf = (stage: Stage, domain?: string): string =>
  `?show=${encodeURIComponent(`${REACHED}${stage}${domain === undefined ? "" : `@${domain}`}`)}#${RECIPIENTS_ID}`;

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
export function open(stage: Stage, domain?: string): void {
  window.history.pushState(null, "", hrefOf(stage, domain));
  const table = document.getElementById(RECIPIENTS_ID);
  table?.scrollIntoView({ block: "start" });
  table?.focus({ preventScroll: true });
}
