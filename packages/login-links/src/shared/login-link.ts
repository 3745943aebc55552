/** Why a token or a code was not exchanged. */
export const REFUSALS = [
  "unknown",
  "expired",
  "used",
  "revoked",
  "too_many_attempts",
  "rate_limited",
  "held",
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type LinkState = "ready" | "expired" | "used" | "revoked";

/** A link that is in the table, as its holder may see it. */
export type KnownLink = {
  state: LinkState;
  /** The purpose of the link: `sign-in` if a visitor requested it, `minted` if backend code made it, … */
  purpose: string;
  /** Only for a link that is ready. */
  email: string | null;
  maskedEmail: string;
  invitedBy: string | null;
  name: string | null;
  /** Whether this browser requested the link. True only if a browser hash was sent. */
  isRequestingBrowser?: boolean;
  /**
   * The six digits, for a person who opens the link in another browser than the one that requested it. Null in that
   * browser, and for a link that no longer works.
   */
  codeElsewhere?: string | null;
  next: string;
  /** Who is signed in in this browser: nobody, the person the link is for, or somebody else. */
  viewer: "none" | "same" | "other";
  viewerEmail: string | null;
};

/**
 * What `peek` returns about a link without spending it. `Extra` is what an app's own `peek` adds for its own confirm
 * page.
 */
export type LinkView<Extra = unknown> = { state: "unknown" } | (KnownLink & Extra);

export type Proof = { kind: "token"; token: string } | { kind: "code"; code: string; browserHash: string };

/**
 * The result of `exchange`. `setCookies` are complete Set-Cookie header values. `refused` means that a hook of the app
 * threw: the transaction was undone, and the link still works.
 */
export type ExchangeOutcome =
  | { ok: true; setCookies: string[]; redirectTo: string; isNewUser: boolean }
  | { ok: false; reason: Refusal | "refused"; retryAfterSeconds?: number; attemptsLeft?: number };

/** The result of `request` and `renew`. It is the same for every address. */
export type RequestOutcome =
  | { ok: true }
  | { ok: false; reason: "invalid_email" | "rate_limited" | "unknown"; retryAfterSeconds?: number };
