import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** The key of a `whsec_…` secret. @throws if it is invalid, because an unsigned webhook would only be refused later */
export function signingKey(secret: string): Buffer {
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  if (!secret.startsWith(PREFIX) || key.length === 0) {
    throw new Error("RESEND_WEBHOOK_SECRET must be whsec_ followed by base64.");
  }
  return key;
}

export function newMessageId(): string {
  return `msg_${randomBytes(18).toString("base64url").replace(/[-_]/g, "0")}`;
}

/**
 * The headers of one attempt, as Svix signs for Resend: HMAC-SHA-256 over `id.timestamp.body`.
 * Source: https://docs.svix.com/receiving/verifying-payloads/how-manual
 * @param at milliseconds; the header has whole seconds
 */
export function signedHeaders(key: Buffer, id: string, body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
}
