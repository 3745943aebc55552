import type { AuditAction } from "@/convex/model/audit";
import * as messages from "@/lib/messages/audit";
import { ROLE_LABELS } from "@/lib/messages/roles";
import type { Role } from "@/lib/roles";

type Value = string | number | boolean;
export type Details = Readonly<Record<string, Value>>;

const ACTIONS: Record<AuditAction, string> = messages.ACTIONS;

/** The label of an action. An action that only an older version recorded has no label and is returned unchanged. */
export const actionLabel = (action: string): string =>
  Object.hasOwn(ACTIONS, action) ? ACTIONS[action as AuditAction] : action;

/**
 * Short phrases for the details of an event, in addition to who did what to whom. Ids are omitted, because they mean
 * nothing to people; the export contains them.
 */
export function describeDetails(details: Details): string[] {
  const { from, to, ...rest } = details;
  const isRoleChange = from !== undefined && to !== undefined;
  const others = Object.entries(isRoleChange ? rest : details).filter(([name]) => !name.endsWith("Id"));
  return [
    ...(isRoleChange ? [messages.fromTo(roleOf(from), roleOf(to))] : []),
    ...others.map(([name, value]) => phraseOf(name, value)).filter((phrase) => phrase !== ""),
  ];
}

function phraseOf(name: string, value: Value): string {
  const phrase = Object.hasOwn(PHRASES, name) ? PHRASES[name] : undefined;
  return phrase ? phrase(value) : messages.detail(detailLabel(name), valueLabel(value));
}

/** How each detail is described, by its name. An empty phrase hides a detail with its usual value. */
const PHRASES: Record<string, (value: Value) => string> = {
  purpose: (value) => of(messages.PURPOSES, value),
  isNewUser: (value) => (value ? messages.NEW_ACCOUNT : ""),
  inRequestingBrowser: (value) => (value ? "" : messages.OTHER_BROWSER),
  isMailed: (value) => (value ? messages.MAILED : messages.NOT_EMAILED),
  notMailedBecause: (value) => of(messages.NOT_MAILED, value),
  lifetimeMinutes: (value) => messages.expiresAfter(Number(value)),
  reason: (value) => of(messages.REASONS, value),
  because: becauseOf,
  why: String,
  role: (value) => messages.asRole(roleOf(value)),
  writtenBy: (value) => messages.writtenBy(String(value)),
  askedBy: (value) => messages.askedBy(String(value)),
  from: (value) => messages.from(String(value)),
  to: (value) => messages.to(String(value)),
};

/** `role.changed ada@x.example` as "after somebody changed a role: ada@x.example". */
function becauseOf(value: Value): string {
  const [action = "", ...subject] = String(value).split(" ");
  return messages.because(actionLabel(action), subject.join(" "));
}

const roleOf = (value: Value | undefined) => ROLE_LABELS[value as Role] ?? valueLabel(value ?? "");
const of = (labels: Record<string, string>, value: Value) =>
  Object.hasOwn(labels, String(value)) ? (labels[String(value)] ?? "") : valueLabel(value);

/** `lifetimeMinutes` as "lifetime minutes", `isNewUser` as "new user". */
const detailLabel = (name: string): string =>
  name
    .replace(/^is(?=[A-Z])/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();

const valueLabel = (value: Value): string =>
  typeof value === "boolean" ? (value ? messages.YES : messages.NO) : String(value).replaceAll("_", " ");
