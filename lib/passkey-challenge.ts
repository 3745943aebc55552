import { hmacSha256Hex, randomSecret, textFromBase64url, textToBase64url } from "@latchkey/login-links/http";

/**
 * The challenge for a passkey ceremony. It is random, expires, and is valid for one ceremony and one holder. It is
 * signed rather than stored, so showing a page writes no row. When a challenge is used, its hash is stored, so that it
 * works only once.
 */
export type Ceremony = "sign-in" | "register" | "confirm";

interface Bound {
  /** Shared by Next and Convex, and never sent. */
  secret: string;
  ceremony: Ceremony;
  /** The secret of the browser's cookie, or the id of a session: the challenge works for nobody else. */
  holder: string;
  /** In ms. */
  now: number;
}

/** In ms. A sign-in page may be open for a long time before somebody uses it. */
export const CHALLENGE_LIFETIME: Record<Ceremony, number> = {
  "sign-in": 60 * 60_000,
  register: 10 * 60_000,
  confirm: 10 * 60_000,
};

/** In the format of WebAuthn's options: base64url. */
export async function makeChallenge({ now, ...bound }: Bound): Promise<string> {
  const [random, expiresAt] = [randomSecret(), now + CHALLENGE_LIFETIME[bound.ceremony]];
  return textToBase64url(`${random}.${expiresAt}.${await signature(bound, random, expiresAt)}`);
}

export type ChallengeState = { ok: true; expiresAt: number } | { ok: false; reason: "forged" | "expired" };

/** Whether a challenge was made for this ceremony and holder, and has not expired. */
export async function readChallenge(
  challenge: string,
  { now, ...bound }: Bound,
  isEqual: (a: string, b: string) => boolean,
): Promise<ChallengeState> {
  const [, random, end, signed] = /^([\w-]{43})\.(\d{1,15})\.([0-9a-f]{64})$/.exec(text(challenge)) ?? [];
  if (random === undefined || signed === undefined) return { ok: false, reason: "forged" };
  const expiresAt = Number(end);
  if (!isEqual(signed, await signature(bound, random, expiresAt))) return { ok: false, reason: "forged" };
  return now < expiresAt ? { ok: true, expiresAt } : { ok: false, reason: "expired" };
}

const text = (challenge: string): string => textFromBase64url(challenge) ?? "";

function signature(
  { secret, ceremony, holder }: Omit<Bound, "now">,
  random: string,
  expiresAt: number,
): Promise<string> {
  return hmacSha256Hex(secret, `latchkey passkey|${ceremony}|${holder}|${random}|${expiresAt}`);
}
