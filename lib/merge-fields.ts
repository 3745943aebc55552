import { fieldKey } from "./field-key";
import { type MergeRecipient, valueOf } from "./merge-values";
import { oneLine } from "./one-line";

/** `{{name}}` or `{{name|fallback}}`; `key` is the normalised name for lookups. */
export type MergeField = { name: string; key: string; fallback: string | null };
export type MergePart = string | MergeField;

/**
 * Where in a message a value is inserted. The place decides how the value is escaped: between tags or in a quoted
 * attribute (`html`), as part of a URL in an attribute (`htmlUrl`), in plain text, as part of a URL in plain text
 * (`textUrl`), in a mail header.
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

/** The literals and fields of a text, in order. Joining their sources gives the text back. */
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
