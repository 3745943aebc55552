/** The values of a recipient that a message can show. */
import { fieldKey } from "./field-key";
import { nameParts, spokenName } from "./person-name";

/** `fields` holds all other values, under any spelling of their name: `fields.Company` fills `{{company}}`. */
export type MergeRecipient = { email: string; name?: string | undefined; fields: Record<string, string> };

/** The keys of all fields that have a value for this recipient, including derived ones. Sorted and unique. */
export function filledKeys(recipient: MergeRecipient): string[] {
  const keys = [...BUILT_IN, ...Object.keys(recipient.fields).map(fieldKey)];
  return [...new Set(keys)].filter((key) => key !== "" && valueOf(key, recipient) !== "").sort();
}

/** The keys of the fields that every recipient can have, whatever the columns of their list. */
export const BUILT_IN = ["firstname", "lastname", "name", "email"];

/** Empty if there is no value. A whole name can replace its parts, and the parts the whole. */
export function valueOf(key: string, recipient: MergeRecipient): string {
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
