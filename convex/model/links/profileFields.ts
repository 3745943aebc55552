import { fieldKey } from "../../../lib/field-key";
import { fillField } from "../../../lib/merge-fields";
import { PROFILE_FIELDS } from "../../../lib/profile-fields";
import { fail } from "../../errors";

const MAX_BYTES = 2_048;
/** So short that all of them together stay within MAX_BYTES. */
const MAX_COLUMN_VALUE = 100;

export function checkMetadata(metadata: Record<string, string>): void {
  const allowed: readonly string[] = PROFILE_FIELDS;
  for (const key of Object.keys(metadata)) {
    if (!allowed.includes(key)) {
      fail(
        "invalid",
        `metadata may hold ${PROFILE_FIELDS.join(", ")}; it has ${JSON.stringify(key)}.`,
        "metadata",
      );
    }
  }
  if (new TextEncoder().encode(JSON.stringify(metadata)).length > MAX_BYTES) {
    fail("invalid", `metadata may be at most ${MAX_BYTES} bytes of JSON.`, "metadata");
  }
}

/** What of a recipient's columns goes into the profile of whoever accepts, by any spelling: `Job title` is `jobTitle`. */
export function profileOf(fields: Record<string, string>): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const name of PROFILE_FIELDS) {
    const value = fillField({ key: fieldKey(name), fallback: null }, { email: "", fields }, "text");
    if (value) profile[name] = value.slice(0, MAX_COLUMN_VALUE);
  }
  return profile;
}
