/** The fields that texts use, and those that a recipient has no value for. */
import { type MergeField, parseMergeFields } from "./merge-fields";
import { type MergeRecipient, valueOf } from "./merge-values";

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
