import { fieldKey } from "../../../lib/field-key";
import { fillField } from "../../../lib/merge-fields";
import { PROFILE_FIELDS } from "../../../lib/profile-fields";

/** The maximum length of a value. All fields together then fit into the 2 KiB of metadata that a link may have. */
const MAX_COLUMN_VALUE = 100;

/**
 * The columns of a recipient that are copied into their profile when they accept. The spelling of a column's title does
 * not matter: `Job title` becomes `jobTitle`.
 */
export function profileOf(fields: Record<string, string>): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const name of PROFILE_FIELDS) {
    const value = fillField({ key: fieldKey(name), fallback: null }, { email: "", fields }, "text");
    if (value) profile[name] = value.slice(0, MAX_COLUMN_VALUE);
  }
  return profile;
}
