import { type LinkState, randomSecret, safeRedirect, sha256Hex } from "@latchkey/login-links/http";
import type { Infer } from "convex/values";
import { plainText } from "../../../lib/plain-text";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { actor, purpose, requestedFrom } from "../../validators";
import { deriveCode, deriveToken, hashCode, isEqual } from "../secrets";

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** In ms. `invite` is what a campaign has unless it says otherwise. */
export const LIFETIMES = {
  "sign-in": 15 * MINUTE,
  confirm: 15 * MINUTE,
  minted: 60 * MINUTE,
  invite: 14 * DAY,
};

export const MAX_CAMPAIGN_LIFETIME_DAYS = 60;

export const MAX_CODE_ATTEMPTS = 5;

export type LoginLink = Doc<"loginLinks">;

export interface NewLink {
  purpose: Infer<typeof purpose>;
  email: string;
  name?: string;
  next?: string;
  metadata?: Record<string, string>;
  lifetime: number;
  verifiesEmail: boolean;
  mintedBy: Infer<typeof actor>;
  isDecoy?: boolean;
  isOfAccount?: boolean;
  browserHash?: string;
  requestedFrom?: Infer<typeof requestedFrom>;
  asksFirst?: boolean;
  confirms?: string;
  recipientId?: Id<"recipients">;
  grantsRole?: LoginLink["grantsRole"];
}

/** What follows from making a link: its URL can be derived, and when it ends. */
export type MadeLink = Pick<LoginLink, "_id" | "seed" | "expiresAt">;

/** Makes a link and retires the one before it: of an address and purpose, at most one is ever good. */
export async function createLink(ctx: MutationCtx, link: NewLink): Promise<MadeLink> {
  await retire(ctx, link.email, link.purpose);
  const seed = randomSecret();
  const expiresAt = Date.now() + link.lifetime;
  const linkId = await ctx.db.insert("loginLinks", {
    ...link,
    ...plainProfile(link),
    seed,
    tokenHash: "",
    codeAttempts: 0,
    next: safeRedirect(link.next),
    isDecoy: link.isDecoy ?? false,
    expiresAt,
  });
  const secrets = { _id: linkId, seed };
  await ctx.db.patch("loginLinks", linkId, {
    tokenHash: await sha256Hex(await deriveToken(secrets)),
    ...(hasCode(link) ? { codeHash: await hashCode(linkId, await deriveCode(secrets)) } : {}),
  });
  return { ...secrets, expiresAt };
}

export function hasCode({ purpose }: Pick<LoginLink, "purpose">): boolean {
  return purpose === "sign-in" || purpose === "confirm";
}

const MAX_NAME = 200;
const MAX_PROFILE_VALUE = 2_048;

/** What a link carries into an account is shown in mails and lists, whoever typed it. */
function plainProfile({ name, metadata }: NewLink): Pick<NewLink, "name" | "metadata"> {
  const values = Object.entries(metadata ?? {}).map(([key, value]) => [
    key,
    plainText(value, MAX_PROFILE_VALUE),
  ]);
  return {
    name: (name && plainText(name, MAX_NAME)) || undefined,
    metadata: metadata && Object.fromEntries(values),
  };
}

/** The link with this token, in any state. */
export async function findByToken(ctx: QueryCtx, token: string): Promise<LoginLink | null> {
  const tokenHash = await sha256Hex(token);
  return ctx.db
    .query("loginLinks")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
}

/** The link that this browser asked for last, in any state. */
export function findByBrowser(ctx: QueryCtx, browserHash: string): Promise<LoginLink | null> {
  return ctx.db
    .query("loginLinks")
    .withIndex("by_browserHash", (q) => q.eq("browserHash", browserHash))
    .order("desc")
    .first();
}

/** Whether this is the browser that asked for the link. Nobody's browser asked for one that was minted. */
export function isFromBrowser(link: LoginLink, browserHash: string | undefined): boolean {
  return (
    browserHash !== undefined && link.browserHash !== undefined && isEqual(browserHash, link.browserHash)
  );
}

/** What has become of a link. It is good up to the millisecond before `expiresAt`. */
export function stateOf(link: LoginLink, now: number): LinkState {
  if (link.usedAt !== undefined) return "used";
  if (link.revokedAt !== undefined) return "revoked";
  return now < link.expiresAt ? "ready" : "expired";
}

/** Ends a link that is still good. False when there was nothing to end. */
export async function revoke(ctx: MutationCtx, link: LoginLink): Promise<boolean> {
  if (link.usedAt !== undefined || link.revokedAt !== undefined) return false;
  await ctx.db.patch("loginLinks", link._id, { revokedAt: Date.now() });
  return true;
}

/** The URL that goes into a mail or to whoever minted it. */
export async function linkUrl(
  siteUrl: string,
  link: { _id: Id<"loginLinks">; seed: string },
): Promise<string> {
  const url = new URL("/login/callback", siteUrl);
  url.searchParams.set("token", await deriveToken(link));
  return url.href;
}

/** Ends what an address has in hand. Each link retires the one before it, so only the newest can still be good. */
async function retire(ctx: MutationCtx, email: string, purpose: LoginLink["purpose"]): Promise<void> {
  const newest = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email).eq("purpose", purpose))
    .order("desc")
    .first();
  if (newest) await revoke(ctx, newest);
}
