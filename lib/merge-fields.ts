import { fieldKey } from "./field-key";
import { nameParts, spokenName } from "./person-name";

/** `{{name}}` or `{{name|fallback}}`; `key` is the normalised name for lookups. */
export type MergeField = { name: string; key: string; fallback: string | null };
export type MergePart = string | MergeField;

/** `fields` holds all other values, under any spelling of their name: `fields.Company` fills `{{company}}`. */
export type MergeRecipient = { email: string; name?: string | undefined; fields: Record<string, string> };

/**
 * The place of a value, which decides how it is escaped: between tags or in a quoted attribute (`html`), as part of a
 * URL in an attribute (`htmlUrl`), in plain text, as part of a URL in plain text (`textUrl`), in a mail header.
 */
export type MergeContext = "html" | "htmlUrl" | "text" | "textUrl" | "header";

/** Names are short and contain no braces, bars or line breaks. Anything else in double braces stays as it was typed. */
const FIELD = /\{\{([^{}|\r\n]{1,100})(?:\|([^{}\r\n]{0,500}))?\}\}/g;

/** Each field in order, with its text and position. Malformed braces are ignored. */
export function findMergeFields(text: string): { field: MergeField; written: string; index: number }[] {
  return [...text.matchAll(FIELD)].flatMap((match) => {
    const field = fieldOf(match);
    return field ? [{ field, written: match[0], index: match.index }] : [];
  });
}

/** Literals and fields in order. Joining their sources gives the text back. */
export function parseMergeFields(text: string): MergePart[] {
  const parts: MergePart[] = [];
  let end = 0;
  for (const { field, written, index } of findMergeFields(text)) {
    if (index > end) parts.push(text.slice(end, index));
    parts.push(field);
    end = index + written.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

function fieldOf([, written = "", fallback]: RegExpMatchArray): MergeField | null {
  const key = fieldKey(written);
  return key ? { name: written.trim(), key, fallback: fallback?.trim() ?? null } : null;
}

/** Each field that the texts use, once, in its first spelling. A fallback counts only if every use has one. */
export function mergeFieldsOf(...texts: string[]): MergeField[] {
  const found = new Map<string, MergeField>();
  for (const field of texts.flatMap(parseMergeFields)) {
    if (typeof field === "string") continue;
    const known = found.get(field.key);
    if (!known || (known.fallback !== null && field.fallback === null)) found.set(field.key, field);
  }
  return [...found.values()];
}

/** The names of the fields that would be blank for this recipient: they have no value and no fallback. */
export function missingFields(fields: MergeField[], recipient: MergeRecipient): string[] {
  return fields
    .filter((field) => field.fallback === null && valueOf(field.key, recipient) === "")
    .map((field) => field.name);
}

export function fillMergeFields(text: string, recipient: MergeRecipient, context: MergeContext): string {
  return parseMergeFields(text)
    .map((part) => (typeof part === "string" ? part : fillField(part, recipient, context)))
    .join("");
}

/** The value, the fallback, or an empty text, escaped for its place. */
export function fillField(
  field: Pick<MergeField, "key" | "fallback">,
  recipient: MergeRecipient,
  context: MergeContext,
): string {
  return escapeFor[context](valueOf(field.key, recipient) || (field.fallback ?? ""));
}

/** The keys of all fields that have a value for this recipient, including derived ones. Sorted and unique. */
export function filledKeys(recipient: MergeRecipient): string[] {
  const keys = [...BUILT_IN, ...Object.keys(recipient.fields).map(fieldKey)];
  return [...new Set(keys)].filter((key) => key !== "" && valueOf(key, recipient) !== "").sort();
}

/** The keys of the fields that every recipient can have, whatever the columns of their list. */
export const BUILT_IN = ["firstname", "lastname", "name", "email"];

/** Empty if there is no value. A whole name can replace its parts, and the parts the whole. */
function valueOf(key: string, recipient: MergeRecipient): string {
  switch (key) {
    case "email":
      return recipient.email;
    case "firstname":
      return lookUp(recipient.fields, key) || nameParts(recipient.name ?? "").first;
    case "lastname":
      return lookUp(recipient.fields, key) || nameParts(recipient.name ?? "").last;
    case "name":
      return spokenName(recipient.name ?? "") || wholeName(recipient.fields);
    default:
      return lookUp(recipient.fields, key);
  }
}

function wholeName(fields: Record<string, string>): string {
  const parts = ["firstname", "lastname"].map((key) => lookUp(fields, key));
  return lookUp(fields, "name") || parts.filter(Boolean).join(" ");
}

function lookUp(fields: Record<string, string>, key: string): string {
  const value = Object.hasOwn(fields, key)
    ? fields[key]
    : Object.entries(fields).find(([name]) => fieldKey(name) === key)?.[1];
  return value?.trim() ?? "";
}

const CONTROLS_AND_SPACES = /[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g;
/** These characters change the order of a line beyond the value that contains them. */
const REORDERING = /\p{Bidi_Control}/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * One line without control characters, so that a value cannot begin a header or a paragraph. It is also well-formed,
 * because encodeURIComponent throws on half a surrogate pair.
 */
export function oneLine(value: string): string {
  return value
    .replace(CONTROLS_AND_SPACES, " ")
    .replace(REORDERING, "")
    .replace(LONE_SURROGATE, "\ufffd")
    .trim();
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For text between tags and in quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const encodeForUrl = (value: string) => encodeURIComponent(oneLine(value));

const escapeFor: Record<MergeContext, (value: string) => string> = {
  html: (value) => escapeHtml(oneLine(value)),
  htmlUrl: (value) => escapeHtml(encodeForUrl(value)),
  text: oneLine,
  textUrl: encodeForUrl,
  header: oneLine,
};
