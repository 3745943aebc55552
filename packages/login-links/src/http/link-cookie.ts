import { randomSecret, sha256Base64url } from "../shared/digest.ts";
import type { Pending } from "./pending-cookie.ts";

/**
 * The content of the link cookie. It holds the token between the click on the link and the click on "Continue", so that
 * no URL contains the token. The attempt id distinguishes a lost answer from a second use: the same token with the same
 * attempt is the same exchange.
 */
export type LinkInHand = { token: string; attempt: string };

/** Seconds. */
export const LINK_MAX_AGE = 10 * 60;

const TOKEN = /^[\w-]{43}$/;

export const isToken = (value: string | null): value is string => value !== null && TOKEN.test(value);

export const encodeLink = ({ token, attempt }: LinkInHand): string => `${token}.${attempt}`;

export function decodeLink(value: string | null | undefined): LinkInHand | null {
  const [token = "", attempt = "", ...rest] = value?.split(".") ?? [];
  return isToken(token) && TOKEN.test(attempt) && rest.length === 0 ? { token, attempt } : null;
}

/** The attempt id is derived rather than random, so that a browser that lost the answer gets the same id again. */
export const attemptFromPending = (pending: Pending, proof: string): Promise<string> =>
  sha256Base64url(`attempt|${pending.secret}|${proof}`);

/** Opening the same link again continues with the same attempt; a browser that requested the link derives its own. */
export async function takeInHand(
  token: string,
  previous: LinkInHand | null,
  pending: Pending | null,
): Promise<LinkInHand> {
  if (previous?.token === token) return previous;
  return { token, attempt: pending ? await attemptFromPending(pending, token) : randomSecret() };
}

/**
 * Identifies the link that a confirm page showed, without revealing its token. Otherwise somebody could change the
 * cookie under an open page by making the browser open another link, and "Continue" would sign in as somebody else.
 */
export const fingerprint = async (token: string): Promise<string> =>
  (await sha256Base64url(`fingerprint|${token}`)).slice(0, 22);
