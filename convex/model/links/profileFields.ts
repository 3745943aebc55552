import { fieldKey } from "../../../lib/field-key";
import { fillField } from "../../../lib/merge-fields";
import { PROFILE_FIELDS } from "../../../lib/profile-fields";

/** So short that all of them together fit into the 2 KiB of metadata that a link may carry. */
const MAX_COLUMN_VALUE = 100;

/**
 * Those of a recipient's columns that go into their profile when they accept. Spelling does not matter: `Job title`
 * becomes `jobTitle`.
 */
export function profileOf(fields: Record<string, string>): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const name of PROFILE_FIELDS) {
    const value = fillField({ key: fieldKey(name), fallback: null }, { email: "", fields }, "text");
    if (value) profile[name] = value.slice(0, MAX_COLUMN_VALUE);
  }
  return profile;
}
