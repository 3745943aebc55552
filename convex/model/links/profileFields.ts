import { fieldKey } from "../../../lib/field-key";
import { fillField } from "../../../lib/merge-fields";
import { PROFILE_FIELDS } from "../../../lib/profile-fields";

/** So short that all of them together stay within the 2 KiB that a link may carry. */
const MAX_COLUMN_VALUE = 100;

/** What of a recipient's columns goes into the profile of whoever accepts, by any spelling: `Job title` is `jobTitle`. */
export function profileOf(fields: Record<string, string>): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const name of PROFILE_FIELDS) {
    const value = fillField({ key: fieldKey(name), fallback: null }, { email: "", fields }, "text");
    if (value) profile[name] = value.slice(0, MAX_COLUMN_VALUE);
  }
  return profile;
}
