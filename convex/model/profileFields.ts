import { fail } from "../errors";

/** What a login link may carry into a profile. Anything else is refused when the link is made. */
export const PROFILE_FIELDS = ["company", "jobTitle", "locale", "plan", "source", "timezone"] as const;

const MAX_BYTES = 2_048;

export function checkMetadata(metadata: Record<string, string>): void {
  const allowed: readonly string[] = PROFILE_FIELDS;
  for (const key of Object.keys(metadata)) {
    if (!allowed.includes(key)) {
      fail("invalid", `metadata may hold ${PROFILE_FIELDS.join(", ")}; it has ${JSON.stringify(key)}.`);
    }
  }
  if (new TextEncoder().encode(JSON.stringify(metadata)).length > MAX_BYTES) {
    fail("invalid", `metadata may be at most ${MAX_BYTES} bytes of JSON.`);
  }
}
