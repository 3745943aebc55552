/** Why a token or a code was not exchanged. */
export const REFUSALS = [
  "unknown",
  "expired",
  "used",
  "revoked",
  "too_many_attempts",
  "rate_limited",
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type LinkState = "ready" | "expired" | "used" | "revoked";

/** A link that is in the table, as its holder may see it. */
export type KnownLink = {
  state: LinkState;
  /** What the link was made for: `sign-in` for one that was asked for, `minted` for one that backend code made, … */
  purpose: string;
  /** Only of a link that is ready. */
  email: string | null;
  maskedEmail: string;
  invitedBy: string | null;
  name: string | null;
  /** Only there when a browser hash was sent along. */
  isRequestingBrowser?: boolean;
  /** The six digits, for whoever opens the link in another browser than the one that asked. Null in that one, and of a link that is over. */
  codeElsewhere?: string | null;
  next: string;
  /** Who is signed in in this browser: nobody, the person the link is for, or somebody else. */
  viewer: "none" | "same" | "other";
  viewerEmail: string | null;
};

/**
 * What `peek` tells about a link without spending it. `Extra` is what an app's own `peek` adds for the app's own confirm
 * page.
 */
export type LinkView<Extra = unknown> = { state: "unknown" } | (KnownLink & Extra);

export type Proof = { kind: "token"; token: string } | { kind: "code"; code: string; browserHash: string };

/**
 * What `exchange` answers. `setCookies` are complete Set-Cookie header values. `refused` is the answer where a hook of the
 * app threw: the transaction was undone, and the link is still good.
 */
export type ExchangeOutcome =
  | { ok: true; setCookies: string[]; redirectTo: string; isNewUser: boolean }
  | { ok: false; reason: Refusal | "refused"; retryAfterSeconds?: number; attemptsLeft?: number };

/** What `request` and `renew` answer. It is the same for every address. */
export type RequestOutcome =
  | { ok: true }
  | { ok: false; reason: "invalid_email" | "rate_limited" | "unknown"; retryAfterSeconds?: number };
