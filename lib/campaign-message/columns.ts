import { FALLBACKS, yourValue } from "../messages/campaign-write";
import { fieldKey } from "../field-key";
import { findMergeFields, type MergeField } from "../merge-fields";
import { mergeFieldsOf } from "../used-fields";
import { BUILT_IN } from "../merge-values";

/** The texts of a campaign that may contain variables. */
export type MessageTexts = { subject: string; preheader: string; body: string; buttonLabel: string };

/** How many recipients there are, and how many have a value in each column, by the keys of lib/field-key.ts. */
export type Audience = { recipients: number; having: ReadonlyMap<string, number> };

/** The usual spelling; lib/field-key.ts treats other spellings the same. */
const SPELLING: Record<string, string> = { firstname: "firstName", lastname: "lastName" };
export const spelt = (key: string): string => SPELLING[key] ?? key;

/** Converts the counters of a campaign into an audience. */
export function audienceOf(counts: Readonly<Record<string, number>>): Audience {
  const having = Object.entries(counts)
    .filter(([name, count]) => name.startsWith("has:") && count > 0)
    .map(([name, count]) => [name.slice("has:".length), count] as const);
  return { recipients: Math.max(0, counts.recipients ?? 0), having: new Map(having) };
}

/** The variables that a message can use, by key: first those that every list has, then the audience's own columns. */
export function columnsOf({ having }: Audience): string[] {
  const others = [...having.keys()].filter((key) => !BUILT_IN.includes(key)).sort();
  return [...BUILT_IN, ...others];
}

export const lackingIn = ({ recipients, having }: Audience, key: string): number =>
  Math.max(0, recipients - (having.get(key) ?? 0));

export type Blank = { name: string; key: string; lacking: number };

/**
 * Variables that stay blank for some recipients: there is a column but no fallback, and not every recipient has a
 * value.
 */
export function blanksIn(texts: MessageTexts, audience: Audience): Blank[] {
  const columns = columnsOf(audience);
  return mergeFieldsOf(...Object.values(texts))
    .filter(({ key, fallback }) => fallback === null && columns.includes(key))
    .map(({ name, key }) => ({ name, key, lacking: lackingIn(audience, key) }))
    .filter(({ lacking }) => lacking > 0);
}

export type UnknownColumn = {
  name: string;
  key: string;
  fallback: string | null;
  /** The name of the most similar column, or null if none is similar. */
  meant: string | null;
};

/** Variables that no column fills. Empty without an audience, because then the columns are unknown. */
export function unknownColumnsIn(texts: MessageTexts, audience: Audience): UnknownColumn[] {
  if (audience.recipients === 0) return [];
  const columns = columnsOf(audience);
  return mergeFieldsOf(...Object.values(texts))
    .filter(({ key }) => !columns.includes(key))
    .map(({ name, key, fallback }) => ({ name, key, fallback, meant: nearest(key, columns) }));
}

/** How much of a name may differ from the column that is suggested. */
const MAX_DIFFERENCE = 0.34;

export function nearest(key: string, columns: string[]): string | null {
  const [best] = columns
    .map((column) => ({ column, difference: distance(key, column) / Math.max(key.length, column.length) }))
    .filter(({ column, difference }) => difference <= MAX_DIFFERENCE || isPartOf(key, column))
    .sort((one, other) => one.difference - other.difference);
  return best ? spelt(best.column) : null;
}

const MIN_PART = 4;
const isPartOf = (one: string, other: string) =>
  Math.min(one.length, other.length) >= MIN_PART && (one.includes(other) || other.includes(one));

/** The number of letters to insert, remove or change. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** A text that reads well in place of a missing value. */
export const fallbackFor = (name: string): string => FALLBACKS[fieldKey(name)] ?? yourValue(withSpaces(name));

/** `companySize` and `company_size` as "company size". */
const withSpaces = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();

/** The texts that use the variable with this key, with the replacement in its place. */
export function replaceVariable(
  texts: MessageTexts,
  key: string,
  replacement: (variable: MergeField) => string,
): Partial<MessageTexts> {
  return changed(texts, (text) =>
    findMergeFields(text)
      .reverse()
      .filter(({ field }) => field.key === key)
      .reduce(
        (all, { field, written, index }) =>
          all.slice(0, index) + replacement(field) + all.slice(index + written.length),
        text,
      ),
  );
}

/** The texts that a change alters, in their new form. */
export function changed(texts: MessageTexts, change: (text: string) => string): Partial<MessageTexts> {
  const entries = Object.entries(texts).map(([name, text]) => [name, change(text), text] as const);
  return Object.fromEntries(entries.flatMap(([name, now, before]) => (now === before ? [] : [[name, now]])));
}
