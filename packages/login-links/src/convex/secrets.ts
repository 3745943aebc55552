/**
 * Every secret of a link is derived from the deployment's own secret and the link's random seed, so none is stored. The
 * action that mails a link derives them again, and a retry mails the same bytes.
 */
import { hmacKey, hmacSha256, toBase64url, toHex } from "../shared/digest.ts";

const encoder = new TextEncoder();
const CODE_DIGITS = 6;
const CODE_SPACE = 10 ** CODE_DIGITS;
/** The largest multiple of CODE_SPACE that fits into 32 bits. Larger draws would favour low codes. */
const UNBIASED_LIMIT = Math.floor(2 ** 32 / CODE_SPACE) * CODE_SPACE;

/** The values from which the secrets of a link are derived. */
export interface Seed {
  _id: string;
  seed: string;
}

/** The long secret in a link's URL: 43 base64url characters. */
export async function deriveToken(secret: string, link: Seed): Promise<string> {
  return toBase64url(await hmacSha256(await linkKey(secret), `token|${link._id}|${link.seed}`));
}

/** The six digits in a link's mail. All million codes are equally likely. */
export async function deriveCode(secret: string, link: Seed): Promise<string> {
  const key = await linkKey(secret);
  for (let round = 0; ; round++) {
    const words = new DataView((await hmacSha256(key, `code|${round}|${link._id}|${link.seed}`)).buffer);
    for (let offset = 0; offset < words.byteLength; offset += 4) {
      const word = words.getUint32(offset);
      if (word < UNBIASED_LIMIT) return String(word % CODE_SPACE).padStart(CODE_DIGITS, "0");
    }
  }
}

/** A keyed hash, because a plain one could be reversed by trying the million codes. */
export async function hashCode(secret: string, linkId: string, code: string): Promise<string> {
  return toHex(await hmacSha256(await linkKey(secret), `code-hash|${linkId}|${code}`));
}

/** Compares in a time that does not depend on where the two differ. */
export function isEqual(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** HMAC-SHA-256 of a message, base64url, under a key that is derived from the secret for this label only. */
export async function signWith(secret: string, label: string, message: string): Promise<string> {
  return toBase64url(await hmacSha256(await derivedKey(secret, label), message));
}

/** HKDF with its own label separates this key from other uses of the secret (RFC 5869). */
function linkKey(secret: string): Promise<CryptoKey> {
  return derivedKey(secret, "latchkey login link v1");
}

/** Caches the keys by secret and label: a batch of mail needs a hundred at a time. */
const derivedKeys = new Map<string, Promise<CryptoKey>>();

function derivedKey(secret: string, label: string): Promise<CryptoKey> {
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
