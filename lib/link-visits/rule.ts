/**
 * Who opened an invitation's link: a person, or a filter that checks links before or after it delivers a mail.
 *
 * Only one thing is certain: a browser that opened the link and then signed in with it belongs to a person. Everything
 * else is judged by signs of filters, as their makers describe them and as their requests show:
 *
 * - They send HEAD, or name themselves, or lack headers that the browser in their User-Agent would send.
 * - They come before the mail is delivered, or within seconds.
 * - One network opens the links of many recipients, and nobody in it ever continues.
 * - They open nearly all links of a domain, which people do not.
 *
 * No rule recognises every filter. A filter that waits like a person, changes its network, opens few links and uses a
 * real browser looks like a person who read the page and left. A filter that presses "Continue" is signed in and counts
 * as a person. So `person` without a sign-in means "looks like a person".
 */
import type { Signals } from "./signals";

export type Verdict = "person" | "filter" | "unclear";

/** The reason for a judgement. lib/messages/link-visits.ts has a text for each. */
export type Reason =
  | "signedIn"
  | "head"
  | "program"
  | "notABrowser"
  | "prefetch"
  | "beforeDelivery"
  | "network"
  | "quickDomain"
  | "wholeDomain"
  | "tooFast"
  | "fast"
  | "likeAPerson";

export type Judgement = { verdict: Verdict; reason: Reason };

/** How one network opened the links of one campaign. */
export type NetworkFacts = {
  /** How many recipients' links it opened. */
  links: number;
  /** The most of them within `BURST_MS`. */
  most: number;
  /** How many of them it opened and then continued to a sign-in. */
  continued: number;
};

/** What happened to the links of one campaign at one receiving domain. */
export type DomainFacts = {
  /** How many mails went there. Null if that was not counted. */
  sent: number | null;
  /** How many links in these mails were opened by a visit that, taken alone, does not look like a filter's. */
  looked: number;
  /** How many of these were opened within `FAST_S` of the delivery, by a visit that did not continue. */
  fast: number;
  /** How many recipients accepted. */
  came: number;
};

export type Visit = Signals & {
  isHead: boolean;
  /** Seconds after the mail was delivered. Null if that time is not known. */
  seconds: number | null;
  /** Whether the same browser signed in with this link. */
  isContinued: boolean;
  /** Identifies the network. Null if it is not known. */
  from: string | null;
  /** Null if the network is not known, or its rows are too old and deleted. */
  network: NetworkFacts | null;
};

/** A mail server's clock and ours may differ by this much. */
const SKEW_S = 2;
/** No person notices a mail, opens it and presses its button faster than this. */
const TOO_FAST_S = 3;
/** Most filters open a link this soon, but so do some people, on the phone in their hand. */
const FAST_S = 20;
export const BURST_MS = 10_000;
/**
 * Five links in ten seconds. Thirty people in an office who all open their links within a minute just stay below that.
 */
const BURST_LINKS = 5;
const MANY_LINKS = 20;
/** People who open an invitation continue far more often than this. */
const LEAST_CONTINUED = 0.05;
const QUICK_LINKS = 4;
const QUICK_SHARE = 0.5;
const WHOLE_SENT = 10;
const WHOLE_OPENED = 0.8;
const WHOLE_CAME = 0.4;

/** Whether a network only looks at links: many, or several at once, while hardly anybody there continues. */
export function isFilterNetwork({ links, most, continued }: NetworkFacts): boolean {
  return (most >= BURST_LINKS || links >= MANY_LINKS) && continued < links * LEAST_CONTINUED;
}

/** Whether a domain's links are opened as soon as they arrive. Among people only a few are that fast. */
export function isQuickDomain({ looked, fast }: DomainFacts): boolean {
  return fast >= QUICK_LINKS && fast >= looked * QUICK_SHARE;
}

/** Whether nearly all links of a domain are opened, but far fewer people come. */
export function isWholeDomain({ sent, looked, came }: DomainFacts): boolean {
  return sent !== null && sent >= WHOLE_SENT && looked >= sent * WHOLE_OPENED && came < looked * WHOLE_CAME;
}

/** @param isLater whether an earlier visit from another network may have been the visit of the domain's filter */
export function judgeVisit(visit: Visit, domain: DomainFacts, isLater = false): Judgement {
  const { seconds, network } = visit;
  const judged = judgeByItself(visit);
  if (judged) return judged;
  if (network && isFilterNetwork(network)) return filter("network");
  if (isFast(visit) && isQuickDomain(domain)) return filter("quickDomain");
  if (!isLater && isWholeDomain(domain)) return filter("wholeDomain");
  if (seconds !== null && seconds <= TOO_FAST_S) return filter("tooFast");
  if (isFast(visit)) return { verdict: "unclear", reason: "fast" };
  return { verdict: "person", reason: "likeAPerson" };
}

/** What a visit shows by itself. Null if only other visits can show what it was. */
function judgeByItself(visit: Visit): Judgement | null {
  const { isContinued, isHead, agent, fetching, seconds } = visit;
  if (isContinued) return { verdict: "person", reason: "signedIn" };
  if (isHead) return filter("head");
  if (agent === "program") return filter("program");
  if (fetching === "missing" || fetching === "other") return filter("notABrowser");
  if (fetching === "prefetch") return { verdict: "unclear", reason: "prefetch" };
  return seconds !== null && seconds < -SKEW_S ? filter("beforeDelivery") : null;
}

const filter = (reason: Reason): Judgement => ({ verdict: "filter", reason });

const isFast = ({ seconds }: Visit): boolean => seconds !== null && seconds <= FAST_S;

export type LinkJudgement = Judgement & {
  /** Whether a filter opened the link. A person may have opened it too. */
  isFiltered: boolean;
  /** Whether this link counts among `looked` of the facts about its domain, and among `fast`. */
  isLooked: boolean;
  isFast: boolean;
  /** How many seconds after the delivery the first filter came. */
  filteredAfter: number | null;
};

/**
 * All visits to one recipient's links together, in the order in which they came. A person counts more than a filter
 * that came first.
 */
export function judgeLink(visits: Visit[], domain: DomainFacts, hasAccepted: boolean): LinkJudgement | null {
  if (visits.length === 0 && !hasAccepted) return null;
  const open = visits.filter((visit) => judgeByItself(visit) === null);
  const judged = visits.map((visit) => ({ visit, ...judgeVisit(visit, domain, isLater(visit, open[0])) }));
  const filtered = judged.filter(({ verdict }) => verdict === "filter");
  const seconds = filtered.flatMap(({ visit }) => (visit.seconds === null ? [] : [visit.seconds]));
  return {
    ...(hasAccepted ? { verdict: "person" as const, reason: "signedIn" as const } : strongest(judged)),
    isFiltered: filtered.length > 0,
    isLooked: open.length > 0 || visits.some(({ isContinued }) => isContinued),
    isFast: open.some(isFast),
    filteredAfter: seconds.length === 0 ? null : Math.min(...seconds),
  };
}

/** A filter checks a link once. Whoever comes after that from another network is judged as elsewhere. */
function isLater(visit: Visit, first: Visit | undefined): boolean {
  return first !== undefined && visit !== first && visit.from !== null && visit.from !== first.from;
}

function strongest(judged: Judgement[]): Judgement {
  const order: Verdict[] = ["person", "unclear", "filter"];
  const best = order.flatMap((verdict) => judged.filter((one) => one.verdict === verdict))[0];
  return { verdict: best!.verdict, reason: best!.reason };
}
