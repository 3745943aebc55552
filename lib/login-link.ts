import type { Refusal } from "./refusals";

/** What `loginLinks.peek` tells about a link without spending it. */
export type LinkView =
  | { state: "unknown" }
  | {
      state: "ready" | "expired" | "used" | "revoked" | "too_many_attempts";
      purpose: "sign-in" | "invite" | "minted";
      maskedEmail: string;
      invitedBy: string | null;
      name: string | null;
      /** The subject of the campaign's mail that brought it. */
      about?: string | null;
      /** The role that a colleague is invited to. */
      grantsRole?: "member" | "marketer" | "admin" | null;
      /** Only there when a browser hash was sent along. */
      isRequestingBrowser?: boolean;
      next: string;
      /** Who is signed in in this browser: nobody, the person the link is for, or somebody else. */
      viewer: "none" | "same" | "other";
      viewerEmail: string | null;
    };

export type Proof = { kind: "token"; token: string } | { kind: "code"; code: string; browserHash: string };

/** What `loginLinks.exchange` answers. `setCookies` are complete Set-Cookie header values. */
export type ExchangeOutcome =
  | { ok: true; setCookies: string[]; redirectTo: string; isNewUser: boolean }
  | { ok: false; reason: Refusal; retryAfterSeconds?: number; attemptsLeft?: number };

/** The six digits of a code however it was typed: "123 456", "123-456", full-width digits. Null if it is no code. */
export function normalizeCode(value: string): string | null {
  const digits = value.normalize("NFKC").replace(/[\s\u2010-\u2015-]/gu, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}
