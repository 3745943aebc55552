import { durationInWords } from "@/lib/messages/durations";
import { ROLE_IN_WORDS, type Role } from "@/lib/roles";
import { actionLabel } from "./action-labels";

type Value = string | number | boolean;
export type Details = Readonly<Record<string, Value>>;

/**
 * What an event says besides who did what to whom, as short phrases. Ids are left out because they mean nothing to
 * people; the export contains them.
 */
export function describeDetails(details: Details): string[] {
  const { from, to, ...rest } = details;
  const isRoleChange = from !== undefined && to !== undefined;
  const others = Object.entries(isRoleChange ? rest : details).filter(([name]) => !name.endsWith("Id"));
  return [
    ...(isRoleChange ? [`from ${roleOf(from)} to ${roleOf(to)}`] : []),
    ...others.map(([name, value]) => phraseOf(name, value)).filter((phrase) => phrase !== ""),
  ];
}

function phraseOf(name: string, value: Value): string {
  const phrase = Object.hasOwn(PHRASES, name) ? PHRASES[name] : undefined;
  return phrase ? phrase(value) : `${detailLabel(name)}: ${valueLabel(value)}`;
}

/** By the name of the detail. An empty phrase hides details that are always the same. */
const PHRASES: Record<string, (value: Value) => string> = {
  purpose: (value) => of(PURPOSES, value),
  isNewUser: (value) => (value ? "a new account" : ""),
  inRequestingBrowser: (value) => (value ? "" : "in another browser than the one that asked"),
  isMailed: (value) => (value ? "mailed" : "not mailed"),
  notMailedBecause: (value) => of(NOT_MAILED, value),
  lifetimeMinutes: (value) => `good for ${durationInWords(Number(value))}`,
  reason: (value) => of(REASONS, value),
  because: becauseOf,
  why: String,
  role: (value) => `as ${roleOf(value)}`,
  from: (value) => `from ${value}`,
  to: (value) => `to ${value}`,
};

const PURPOSES: Record<string, string> = {
  "sign-in": "by the link that they asked for",
  invite: "by their invitation",
  minted: "by a link that was made for them",
  test: "by the link of a test mail",
  confirm: "by the link that confirms it is them",
};

const REASONS: Record<string, string> = {
  unknown: "a link that is not from this site",
  expired: "the link had expired",
  used: "the link had been used already",
  revoked: "the link had been revoked or replaced",
  too_many_attempts: "the code was wrong too often",
  rate_limited: "too many tries",
  bad_code: "the code was wrong",
  refused: "the account may not sign in",
  unsubscribed: "unsubscribed",
  bounced: "the mail bounced",
  complained: "marked a mail as spam",
  manual: "added by hand",
};

const NOT_MAILED: Record<string, string> = {
  suppressed: "the address is suppressed",
  limited: "over the limit",
  stranger: "not invited",
};

/** `role.changed ada@x.example` as "after somebody changed a role: ada@x.example". */
function becauseOf(value: Value): string {
  const [action = "", ...subject] = String(value).split(" ");
  const label = actionLabel(action);
  return `after somebody ${label.charAt(0).toLowerCase()}${label.slice(1)}: ${subject.join(" ")}`;
}

const roleOf = (value: Value | undefined) => ROLE_IN_WORDS[value as Role] ?? valueLabel(value ?? "");
const of = (labels: Record<string, string>, value: Value) =>
  Object.hasOwn(labels, String(value)) ? (labels[String(value)] ?? "") : valueLabel(value);

/** `lifetimeMinutes` as "lifetime minutes", `isNewUser` as "new user". */
const detailLabel = (name: string): string =>
  name
    .replace(/^is(?=[A-Z])/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();

const valueLabel = (value: Value): string =>
  typeof value === "boolean" ? (value ? "yes" : "no") : String(value).replaceAll("_", " ");
