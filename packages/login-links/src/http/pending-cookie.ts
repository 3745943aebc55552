import { randomSecret, sha256Hex, textFromBase64url, textToBase64url } from "../shared/digest.ts";

/**
 * The content of the cookie in a browser that has requested a login link. Convex recognises the browser by the SHA-256
 * of the secret, which it stores with the link. The cookie also lets /login show "Check your email" after a reload.
 */
export type Pending = {
  secret: string;
  /** Milliseconds since 1970. */
  askedAt: number;
  /** The address that was typed last; empty if none was typed here. */
  email: string;
  /** The mail replaces an expired link. It goes to that link's address, which may be a different one. */
  isRenewal: boolean;
};

/** In seconds: the lifetime of a sign-in link. */
export const PENDING_MAX_AGE = 15 * 60;

/** A repeated request keeps the secret, so that the previous mail's link still works here with one click. */
export function nextPending(previous: Pending | null, email: string, now: number): Pending {
  return { secret: previous?.secret ?? randomSecret(), askedAt: now, email, isRenewal: false };
}

/** Keeps the typed address, because the confirm page points out that a link is for a different address. */
export function renewedPending(previous: Pending | null, now: number): Pending {
  return { ...nextPending(previous, previous?.email ?? "", now), isRenewal: true };
}

export function encodePending({ secret, askedAt, email, isRenewal }: Pending): string {
  return `${secret}.${askedAt}.${textToBase64url(email)}${isRenewal ? ".renewal" : ""}`;
}

/**
 * Null for anything that `encodePending` did not write, and for a value that is older than the lifetime of the cookie.
 */
export function decodePending(value: string | null | undefined, now: number): Pending | null {
  const match = /^([\w-]{43})\.(\d{1,15})\.([\w-]{0,1024})(\.renewal)?$/.exec(value ?? "");
  if (!match) return null;
  const [, secret = "", askedAt = "", encodedEmail = "", renewal] = match;
  const email = textFromBase64url(encodedEmail);
  const age = now - Number(askedAt);
  if (email === null || age > PENDING_MAX_AGE * 1000) return null;
  return { secret, askedAt: Number(askedAt), email, isRenewal: renewal !== undefined };
}

export const browserHash = (pending: Pending): Promise<string> => sha256Hex(pending.secret);
