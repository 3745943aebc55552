import { fieldKey } from "../field-key";
import { findMergeFields } from "../merge-fields";
import { type Audience, changed, columnsOf, fallbackFor, type MessageTexts, nearest, spelt } from "./columns";
import { FOREIGN_PATTERNS } from "./foreign-patterns";

/** A variable of another tool. Latchkey would send it unchanged, or as a blank. */
export type ForeignVariable = {
  /** The variable as it is written. */
  written: string;
  /** Its replacement; empty if it can only be removed. */
  fix: string;
};

/** The variables of other tools in the texts, each once. */
export function foreignVariablesIn(texts: MessageTexts, audience: Audience): ForeignVariable[] {
  const columns = columnsOf(audience);
  const all = Object.values(texts).flatMap((text) => [...inOurBraces(text, columns), ...inOtherMarks(text)]);
  const found = new Map(all.map((one) => [one.written, one]));
  return [...found.values()]
    .filter(({ written }) => ![...found.keys()].some((other) => other !== written && other.includes(written)))
    .map(({ written, name, fallback }) => ({
      written,
      fix: name === null ? "" : variableFor(name, fallback, audience),
    }));
}

/** The texts that contain the variable, with its replacement in its place. */
export const replaceForeign = (
  texts: MessageTexts,
  { written, fix }: ForeignVariable,
): Partial<MessageTexts> => changed(texts, (text) => text.replaceAll(written, () => fix));

/** `name` is null for an instruction, such as `if`. */
type Found = { written: string; name: string | null; fallback: string | null };

function inOtherMarks(text: string): Found[] {
  return FOREIGN_PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: written, groups }) =>
      parsed(written, groups?.name, groups?.fallback),
    ),
  );
}

/**
 * Latchkey's own variables have double braces too. A variable belongs to another tool only if it has a prefix before
 * the name, has a filter after it, or is an instruction.
 */
function inOurBraces(text: string, columns: string[]): Found[] {
  return findMergeFields(text).flatMap(({ field: { name, key, fallback }, written }): Found[] => {
    if (columns.includes(key) && !isFilter(fallback)) return [];
    if (INSTRUCTION.test(name)) return [{ written, name: null, fallback: null }];
    if (isFilter(fallback)) return [parsed(written, name, FALLBACK.exec(fallback)?.groups?.fallback)];
    return OWNER.test(name) || FOREIGN_LETTER.test(name)
      ? [parsed(written, name, fallback ?? undefined)]
      : [];
  });
}

/** The prefix of a field's name: `contact.`, `var:`, `.Subscriber.` */
const OWNER = /^(?:[\s.$@]*[a-z_]+\s*[.:]\s*)+(?=[\p{L}_])/iu;
const FOREIGN_LETTER = /^[.$@=]|[:=`]/;
/** Words that mark the text between the braces as an instruction. */
const INSTRUCTION =
  /^\s*(?:[#/^>!&=]|(?:if|unless|else|elseif|elif|end\w*|each|with|range|for|assign|set|include|template|block)\b|(?:IF|ELSE|ELSEIF|END|UNSUB|UPDATE_PROFILE|ARCHIVE|LIST|DATE|FORWARD|MC|REWARDS|CURRENT_YEAR)(?=$|[:_])|(?:un|manage_?)subscri\w+)/i;
/** `default: "there"`, `fallback=there`, `OR "there"`, `:"there"`. */
const FALLBACK =
  /(?:\b(?:default_if_none|default|fallback)\s*[:=]|\bor\b(?=\s*["'‘“])|:(?=\s*["'‘“]))\s*["'‘’“”]?(?<fallback>[^"'‘’“”|]*)/i;
const FILTER =
  /^\s*(?:(?:capitalize|capfirst|titlecase|upcase|downcase|uppercase|lowercase|escape)\s*(?:$|[:|(])|(?:default|default_if_none|fallback|title|upper|lower|strip|trim|date|truncate\w*|append|prepend|replace|lookup)\s*[:|(])/i;

const isFilter = (fallback: string | null): fallback is string => fallback !== null && FILTER.test(fallback);

function parsed(written: string, name: string | undefined, fallback: string | undefined): Found {
  if (name === undefined || INSTRUCTION.test(name)) return { written, name: null, fallback: null };
  const within = FALLBACK.exec(name);
  const own = within && fallback === undefined ? name.slice(0, within.index) : name;
  const told = fallback === undefined ? within?.groups?.fallback : withoutKeyword(fallback);
  return { written, name: own.replace(/[,|:\s]+$/, ""), fallback: told?.trim() ?? null };
}

const withoutKeyword = (fallback: string) =>
  (FALLBACK.exec(fallback)?.groups?.fallback ?? fallback).replace(/^["'‘’“”\s]+|["'‘’“”\s]+$/g, "");

const ALIASES: Record<string, string> = {
  fname: "firstname",
  givenname: "firstname",
  subscriberfirstname: "firstname",
  firstnamefix: "firstname",
  lname: "lastname",
  surname: "lastname",
  familyname: "lastname",
  fullname: "name",
  username: "name",
  yourname: "name",
  emailaddress: "email",
  subscriberemail: "email",
};

/**
 * Our variable for another tool's variable. If the audience has no such column, the most similar column is used. Empty
 * if no column is similar.
 */
function variableFor(name: string, fallback: string | null, audience: Audience): string {
  const own = /`([^`]+)`/.exec(name)?.[1] ?? name.replace(OWNER, "");
  const key = ALIASES[fieldKey(own)] ?? fieldKey(own);
  if (key === "email") return "{{email}}";
  const columns = columnsOf(audience);
  const known = columns.includes(key) ? spelt(key) : nearest(key, columns);
  const column = known ?? (audience.recipients === 0 ? own.replace(/[^\p{L}\p{M}\p{N}]+/gu, "_") : "");
  return fieldKey(column) === ""
    ? ""
    : `{{${column}|${fallback?.replace(/[{}|]/g, "") || fallbackFor(column)}}}`;
}
