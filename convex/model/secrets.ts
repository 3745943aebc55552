/**
 * Every secret of a login link is derived from the deployment's own secret and the link's random seed, so that none is
 * stored: the action that mails a link derives it again, and a retry mails the same bytes.
 */
import { hmacKey, hmacSha256, hmacSha256Hex, toBase64url, toHex } from "@latchkey/login-links/http";
import { productionSafe } from "./production";

const encoder = new TextEncoder();
const CODE_DIGITS = 6;
const CODE_SPACE = 10 ** CODE_DIGITS;
/** The largest multiple of CODE_SPACE that 32 bits hold; draws above it would favour low codes. */
const UNBIASED_LIMIT = Math.floor(2 ** 32 / CODE_SPACE) * CODE_SPACE;

/** The long secret in a link's URL: 43 base64url characters. */
export async function deriveToken(link: { _id: string; seed: string }): Promise<string> {
  return toBase64url(await hmacSha256(await linkKey(), `token|${link._id}|${link.seed}`));
}

/** The six digits in the same mail, each of the million equally likely. */
export async function deriveCode(link: { _id: string; seed: string }): Promise<string> {
  const key = await linkKey();
  for (let round = 0; ; round++) {
    const words = new DataView((await hmacSha256(key, `code|${round}|${link._id}|${link.seed}`)).buffer);
    for (let offset = 0; offset < words.byteLength; offset += 4) {
      const word = words.getUint32(offset);
      if (word < UNBIASED_LIMIT) return String(word % CODE_SPACE).padStart(CODE_DIGITS, "0");
    }
  }
}

/** A keyed hash, because the million codes are soon tried against a plain one. */
export async function hashCode(linkId: string, code: string): Promise<string> {
  return toHex(await hmacSha256(await linkKey(), `code-hash|${linkId}|${code}`));
}

/** What makes an unsubscribe link hard to forge; it is as good as the recipient's row lives. */
export async function signUnsubscribe(recipientId: string): Promise<string> {
  return toBase64url(await hmacSha256(await derivedKey("latchkey unsubscribe v1"), recipientId));
}

/** Whether Next.js has signed this. It starts with no secret that is shorter: such a one here is a mistake, or missing. */
export async function isSignedByNext(secret: string, message: string, signature: string): Promise<boolean> {
  return secret.length >= 32 && isEqual(signature, await hmacSha256Hex(secret, message));
}

/** Compares in a time that does not depend on where the two differ. */
export function isEqual(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** HKDF with a label of its own keeps this key apart from all else that BETTER_AUTH_SECRET signs (RFC 5869). */
function linkKey(): Promise<CryptoKey> {
  return derivedKey("latchkey login link v1");
}

/** Derived once for each secret and label: a batch of mail wants a hundred at a time. */
const derivedKeys = new Map<string, Promise<CryptoKey>>();

function derivedKey(label: string): Promise<CryptoKey> {
  const secret = productionSafe("BETTER_AUTH_SECRET");
  const name = `${label}|${secret}`;
  const known = derivedKeys.get(name) ?? deriveKey(secret, label);
  derivedKeys.set(name, known);
  return known;
}

async function deriveKey(secretText: string, label: string): Promise<CryptoKey> {
  const secret = encoder.encode(secretText);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode(label) },
    material,
    256,
  );
  return hmacKey(bits);
}
