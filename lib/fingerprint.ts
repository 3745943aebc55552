import { sha256Hex } from "@latchkey/login-links/http";

/**
 * Identifies one version of a schema, to compare the schema that an app was built with and the one that a deployment
 * runs. Equal definitions have equal fingerprints.
 */
export async function schemaFingerprint(schema: object): Promise<string> {
  return (await sha256Hex(JSON.stringify(schema))).slice(0, 12);
}

/** Both sides sign this message to check, without revealing it, that they hold the same INTERNAL_PROXY_SECRET. */
export const healthMessage = (minute: number): string => `latchkey health check|${minute}`;
