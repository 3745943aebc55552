/**
 * Who opened an invitation's link: a person, or a filter that checks links before or after it delivers a mail.
 *
 * One thing is certain: a browser that opened the link and then signed in with it was a person's. Everything else is
 * judged by what filters do and people do not, as the makers of filters describe it and as their requests look:
 *
 * - They ask by HEAD, or name themselves, or lack the headers that the browser they claim to be would send.
 * - They come before the mail is delivered, or within seconds.
 * - One network of theirs opens the links of many recipients, and nobody there ever continues.
 * - They open nearly all links of a domain, and people do not.
 *
 * What no rule can see: a filter that waits like a person, calls from anywhere, opens few links and drives a real
 * browser looks like a person who read the page and left. A filter that presses "Continue" would be signed in, and
 * counts as a person. So `person` without a sign-in means "looks like a person".
 */
import type { Signals } from "./signals";

export type Verdict = "person" | "filter" | "unclear";

/** Why a visit was judged so. lib/messages/link-visits.ts has a sentence for each. */
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

/** What one network did with the links of one campaign. */
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
  /** How many of their links were opened by anybody. */
  opened: number;
  /** How many were opened within `FAST_S` of the delivery, by a visit that did not continue. */
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
  /** Null if the network is not known, or its rows are too old and deleted. */
  network: NetworkFacts | null;
};

/** A mail server's clock and ours may differ by this much. */
const SKEW_S = 2;
/** Nobody notices a mail, opens it and presses its button sooner than this. */
const TOO_FAST_S = 3;
/** Some people do it this soon, on the phone in their hand. Most filters do. */
export const FAST_S = 20;
export const BURST_MS = 10_000;
/** Five links in ten seconds: an office of thirty people who all press the button in one minute stays at the edge. */
const BURST_LINKS = 5;
const MANY_LINKS = 20;
/** People whom an invitation interests enough to open it continue far more often than this. */
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
export function isQuickDomain({ opened, fast }: DomainFacts): boolean {
  return fast >= QUICK_LINKS && fast >= opened * QUICK_SHARE;
}

/** Whether nearly all links of a domain are opened, but far fewer people come. */
export function isWholeDomain({ sent, opened, came }: DomainFacts): boolean {
  return sent !== null && sent >= WHOLE_SENT && opened >= sent * WHOLE_OPENED && came < opened * WHOLE_CAME;
}

export function judgeVisit(visit: Visit, domain: DomainFacts): Judgement {
  const { isContinued, isHead, agent, fetching, seconds, network } = visit;
  if (isContinued) return { verdict: "person", reason: "signedIn" };
  if (isHead) return filter("head");
  if (agent === "program") return filter("program");
  if (fetching === "missing" || fetching === "other") return filter("notABrowser");
  if (fetching === "prefetch") return { verdict: "unclear", reason: "prefetch" };
  if (seconds !== null && seconds < -SKEW_S) return filter("beforeDelivery");
  if (network && isFilterNetwork(network)) return filter("network");
  if (isFast(visit) && isQuickDomain(domain)) return filter("quickDomain");
  if (isWholeDomain(domain)) return filter("wholeDomain");
  if (seconds !== null && seconds <= TOO_FAST_S) return filter("tooFast");
  if (isFast(visit)) return { verdict: "unclear", reason: "fast" };
  return { verdict: "person", reason: "likeAPerson" };
}

const filter = (reason: Reason): Judgement => ({ verdict: "filter", reason });

const isFast = ({ seconds }: Visit): boolean => seconds !== null && seconds <= FAST_S;

export type LinkJudgement = Judgement & {
  /** Whether a filter opened the link. A person may have opened it too. */
  isFiltered: boolean;
  /** Whether a visit that did not continue came within `FAST_S`, for the facts about the domain. */
  isFast: boolean;
  /** How many seconds after the delivery the first filter came. */
  filteredAfter: number | null;
};

/** All visits to one recipient's links together. A person counts more than a filter that came first. */
export function judgeLink(visits: Visit[], domain: DomainFacts, hasAccepted: boolean): LinkJudgement | null {
  if (visits.length === 0 && !hasAccepted) return null;
  const judged = visits.map((visit) => ({ visit, ...judgeVisit(visit, domain) }));
  const filtered = judged.filter(({ verdict }) => verdict === "filter");
  const seconds = filtered.flatMap(({ visit }) => (visit.seconds === null ? [] : [visit.seconds]));
  return {
    ...(hasAccepted ? { verdict: "person" as const, reason: "signedIn" as const } : strongest(judged)),
    isFiltered: filtered.length > 0,
    isFast: judged.some(({ visit }) => isFast(visit) && !visit.isContinued),
    filteredAfter: seconds.length === 0 ? null : Math.min(...seconds),
  };
}

function strongest(judged: Judgement[]): Judgement {
  const order: Verdict[] = ["person", "unclear", "filter"];
  const best = order.flatMap((verdict) => judged.filter((one) => one.verdict === verdict))[0];
  return { verdict: best!.verdict, reason: best!.reason };
}
