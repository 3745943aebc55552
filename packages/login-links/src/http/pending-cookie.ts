import { randomSecret, sha256Hex, textFromBase64url, textToBase64url } from "../shared/digest.ts";

/**
 * What the browser that asked for a login link holds, so that it can be recognised: Convex keeps the SHA-256 of the
 * secret with the link. It also lets /login show "Check your email" after a reload.
 */
export type Pending = {
  secret: string;
  /** Milliseconds since 1970. */
  askedAt: number;
  /** As typed last; empty where none was typed here. */
  email: string;
  /** The mail on its way replaces an expired link: it goes to that link's address, which may be another one. */
  isRenewal: boolean;
};

/** Seconds: as long as a sign-in link lives. */
export const PENDING_MAX_AGE = 15 * 60;

/** Asking again keeps the secret, so that the link already in the mail still works here with one click. */
export function nextPending(previous: Pending | null, email: string, now: number): Pending {
  return { secret: previous?.secret ?? randomSecret(), askedAt: now, email, isRenewal: false };
}

/** Keeps the address that was typed: a link for another one has to say so. */
export function renewedPending(previous: Pending | null, now: number): Pending {
  return { ...nextPending(previous, previous?.email ?? "", now), isRenewal: true };
}

export function encodePending({ secret, askedAt, email, isRenewal }: Pending): string {
  return `${secret}.${askedAt}.${textToBase64url(email)}${isRenewal ? ".renewal" : ""}`;
}

/** Null for anything that `encodePending` did not write, and for what is older than the cookie may be. */
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
