/** Who opened the links of a campaign's invitations: people, or the filters of mail systems. */
import type { Reason, Verdict } from "../link-visits/rule";
import { counted, grouped } from "../numbers";

export const TITLE = "Who opened the links";
export const OPENED_BY = {
  openedByPeople: "Opened by people",
  openedByFilters: "Opened by filters",
  openedUnclear: "Unclear",
} as const;
export const NOTES = {
  openedByPeople: "signed in, or looked like a person",
  openedByFilters: "a program checked the link; a person may have come too",
  openedUnclear: "a person or a filter: the visit does not show which",
} as const;
export const NOBODY = "No visit is known yet. Visits are counted once a minute.";
export const COUNTED = "Visits are counted once a minute.";

export const BY_DOMAIN = "By receiving domain";
export const DOMAIN = "Domain";
export const COLUMNS = {
  sent: "Sent",
  people: "By people",
  filtered: "By filters",
  unclear: "Unclear",
} as const;
export const CAME = "Accepted";
export const UNKNOWN = "not counted";

type Domain = {
  domain: string;
  sent: number | null;
  filtered: number;
  came: number;
  mostWithin: number | null;
};

/** "A filter at contoso.com opened 118 of 120 links, most within 5 seconds of delivery. 31 people came." */
export function whatHappenedAt({ domain, sent, filtered, came, mostWithin }: Domain): string {
  const people = counted(came, "person", "people");
  if (filtered === 0) return `No filter opened a link. ${people} came.`;
  const links =
    sent === null || sent < filtered
      ? counted(filtered, "link")
      : `${grouped(filtered)} of ${counted(sent, "link")}`;
  const soon = mostWithin === null ? "" : `, most within ${within(mostWithin)} of delivery`;
  return `A filter at ${domain} opened ${links}${soon}. ${people} came.`;
}

function within(seconds: number): string {
  if (seconds < 60) return counted(seconds, "second");
  return seconds < 3_600 ? counted(seconds / 60, "minute") : counted(seconds / 3_600, "hour");
}

export const LIMITS = "What this cannot know";
export const LIMITS_TEXT = [
  "Only a sign-in is certain. A browser that opened the link and did not continue may be a person who read the page and left, or a filter that behaves like a person.",
  "A filter that waits, calls from changing networks and uses a real browser counts as a person. A filter that presses “Continue” is signed in and counts as accepted.",
  "A person who opens the link within seconds and leaves may count as a filter. So may colleagues who open their links at the same moment from one network, if none of them continues.",
  "Opened here means that the link was opened. Whether somebody only read the email is what the mail provider reports.",
] as const;

/** Who opened one recipient's link, and why it was judged so. */
export function whoOpened(opening: { verdict: Verdict; reason: string; isFiltered: boolean }): string {
  const why = Object.hasOwn(REASONS, opening.reason) ? ` ${REASONS[opening.reason as Reason]}` : "";
  const first = opening.isFiltered && opening.verdict !== "filter" ? ` ${A_FILTER_TOO}` : "";
  return `${WHO[opening.verdict]}${why}${first}`;
}

const WHO: Record<Verdict, string> = {
  person: "A person opened the link.",
  filter: "A filter opened the link, but no person.",
  unclear: "The link was opened. It is unclear whether a person did that.",
};
const A_FILTER_TOO = "A filter opened it too.";
const REASONS: Record<Reason, string> = {
  signedIn: "They signed in.",
  head: "It requested only the headers, which browsers do not do.",
  program: "It named itself as a program.",
  notABrowser: "It lacked headers that the browser in its name would send.",
  prefetch: "A browser loaded it in advance, perhaps without a person looking at it.",
  beforeDelivery: "It came before the email was delivered.",
  network: "Its network opened many links, and nobody there continued.",
  quickDomain: "It came within seconds of the email, like the visits to most links of this domain.",
  wholeDomain: "Nearly all links of this domain were opened, and few people came.",
  tooFast: "It came sooner than a person could.",
  fast: "It came within seconds, like most filters and some people.",
  likeAPerson: "Nothing points to a program.",
};
