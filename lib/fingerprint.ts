import { sha256Hex } from "@latchkey/login-links/http";

/**
 * Tells one version of a schema from another: what an app was built with is compared to what a deployment runs. Two
 * definitions that say the same have the same one, whoever computes it.
 */
export async function schemaFingerprint(schema: object): Promise<string> {
  return (await sha256Hex(JSON.stringify(schema))).slice(0, 12);
}

/** What both sides sign to find out, without showing it, that they hold the same INTERNAL_PROXY_SECRET. */
export const healthMessage = (minute: number): string => `latchkey health check|${minute}`;
