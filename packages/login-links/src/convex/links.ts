/** The rows of links: making, finding and ending them. */
import { randomSecret, sha256Hex } from "../shared/digest.ts";
import type { LinkState } from "../shared/login-link.ts";
import { plainText } from "../shared/plain-text.ts";
import { safeRedirect } from "../shared/safe-redirect.ts";
import { PURPOSES, type Purpose } from "./purposes.ts";
import { deriveCode, deriveToken, hashCode, isEqual, type Seed } from "./secrets.ts";
import type { OriginSettings } from "./settings.ts";
import type { LoginLink, LoginLinkId, Maker, MutationCtx, QueryCtx, RequestedFrom } from "./tables.ts";

export interface NewLink {
  purpose: Purpose;
  /** In the form that `parseEmailAddress` returns. */
  email: string;
  name?: string;
  next?: string;
  metadata?: Record<string, string>;
  /** In ms; by default the lifetime of the purpose. */
  lifetime?: number;
  verifiesEmail: boolean;
  mintedBy: Maker;
  isDecoy?: boolean;
  isOfAccount?: boolean;
  browserHash?: string;
  requestedFrom?: RequestedFrom;
  asksFirst?: boolean;
  confirms?: string;
  /**
   * An older link of the same address, which keeps working until the mail with this link is sent. No other link is
   * retired. If somebody uses the older link first, this link no longer works.
   */
  replaces?: LoginLinkId;
}

/** The part of a new link from which its URL can be derived, and when it ends (ms). */
export type MadeLink = Pick<LoginLink, "_id" | "seed" | "expiresAt">;

/** Makes a link and, depending on its purpose, retires the previous one of the same address and purpose. */
export async function createLink(
  ctx: MutationCtx,
  settings: OriginSettings,
  link: NewLink,
): Promise<MadeLink> {
  if (PURPOSES[link.purpose].retiresOlder && link.replaces === undefined) await retire(ctx, link);
  const seed = randomSecret();
  const lifetime = link.lifetime ?? PURPOSES[link.purpose].lifetime;
  const expiresAt = Date.now() + lifetime;
  const { home, notPages } = settings.paths;
  const linkId = await ctx.db.insert("loginLinks", {
    ...link,
    ...plainProfile(link),
    lifetime,
    seed,
    tokenHash: "",
    codeAttempts: 0,
    next: safeRedirect(link.next, home, notPages),
    isDecoy: link.isDecoy ?? false,
    expiresAt,
  });
  await ctx.db.patch("loginLinks", linkId, await hashesOf(settings.secret(), { _id: linkId, seed }, link));
  return { _id: linkId, seed, expiresAt };
}

async function hashesOf(secret: string, seed: Seed, link: Pick<LoginLink, "purpose">) {
  const tokenHash = await sha256Hex(await deriveToken(secret, seed));
  if (!hasCode(link)) return { tokenHash };
  return { tokenHash, codeHash: await hashCode(secret, seed._id, await deriveCode(secret, seed)) };
}

/** Ends the address's previous link. Each link retires the one before it, so only the newest can still work. */
async function retire(ctx: MutationCtx, { email, purpose }: Pick<NewLink, "email" | "purpose">) {
  const newest = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email).eq("purpose", purpose))
    .order("desc")
    .first();
  if (newest) await revokeLink(ctx, newest);
}

export function hasCode({ purpose }: Pick<LoginLink, "purpose">): boolean {
  return PURPOSES[purpose].hasCode;
}

const MAX_NAME = 200;
const MAX_PROFILE_VALUE = 2_048;

/** Cleans the name and metadata, because mails and lists show them, whoever typed them. */
function plainProfile({ name, metadata }: Pick<NewLink, "name" | "metadata">) {
  const values = Object.entries(metadata ?? {}).map(([key, value]) => [
    key,
    plainText(value, MAX_PROFILE_VALUE),
  ]);
  return {
    name: (name && plainText(name, MAX_NAME)) || undefined,
    metadata: metadata && (Object.fromEntries(values) as Record<string, string>),
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

/** The last link that this browser requested, in any state. */
export function findByBrowser(ctx: QueryCtx, browserHash: string): Promise<LoginLink | null> {
  return ctx.db
    .query("loginLinks")
    .withIndex("by_browserHash", (q) => q.eq("browserHash", browserHash))
    .order("desc")
    .first();
}

/** The last link of purpose `confirm` that this session requested, in any state. */
export function findByConfirms(ctx: QueryCtx, sessionId: string): Promise<LoginLink | null> {
  return ctx.db
    .query("loginLinks")
    .withIndex("by_confirms", (q) => q.eq("confirms", sessionId))
    .order("desc")
    .first();
}

/** Whether this browser requested the link. False for a minted link, because no browser requested it. */
export function isFromBrowser(
  link: Pick<LoginLink, "browserHash">,
  browserHash: string | undefined,
): boolean {
  return (
    browserHash !== undefined && link.browserHash !== undefined && isEqual(browserHash, link.browserHash)
  );
}

/** The state of a link according to its row. A link works until the millisecond before `expiresAt`. */
export function stateOf(link: Pick<LoginLink, "usedAt" | "revokedAt" | "expiresAt">, now: number): LinkState {
  if (link.usedAt !== undefined) return "used";
  if (link.revokedAt !== undefined) return "revoked";
  return now < link.expiresAt ? "ready" : "expired";
}

/** The state of a link according to its row, to the link that it replaces, and to the owner's `isRevoked`. */
export async function currentState(
  ctx: QueryCtx,
  { isRevoked }: { isRevoked?(ctx: QueryCtx, link: LoginLink): Promise<boolean> },
  link: LoginLink,
  now: number,
): Promise<LinkState> {
  const state = stateOf(link, now);
  if (state !== "ready" && state !== "expired") return state;
  if (await isOvertaken(ctx, link)) return "revoked";
  return (await isRevoked?.(ctx, link)) ? "revoked" : state;
}

/** Whether somebody used the link that this one replaces before this one was mailed. */
async function isOvertaken(ctx: QueryCtx, link: LoginLink): Promise<boolean> {
  const older = await replacedBy(ctx, link);
  return older !== null && (older.usedAt !== undefined || isOvertaken(ctx, older));
}

async function replacedBy(ctx: QueryCtx, { replaces }: LoginLink): Promise<LoginLink | null> {
  return replaces === undefined ? null : ctx.db.get("loginLinks", replaces);
}

/** Ends the link that this one replaces. */
export async function endReplaced(ctx: MutationCtx, link: LoginLink): Promise<void> {
  const older = await replacedBy(ctx, link);
  if (older) await revokeLink(ctx, older);
}

/** Ends a link that still works, and the one that it replaces. False if the link itself had ended before. */
export async function revokeLink(ctx: MutationCtx, link: LoginLink): Promise<boolean> {
  await endReplaced(ctx, link);
  if (link.usedAt !== undefined || link.revokedAt !== undefined) return false;
  await ctx.db.patch("loginLinks", link._id, { revokedAt: Date.now() });
  return true;
}

/** Whether these are the digits in the link's mail. Takes the same time for a link without a code. */
export async function isRightCode(
  settings: OriginSettings,
  link: Pick<LoginLink, "_id" | "codeHash">,
  code: string,
): Promise<boolean> {
  return isEqual(link.codeHash ?? "", await hashCode(settings.secret(), link._id, code));
}

/** Counts a wrong code, and returns how many there have been. */
export async function countWrongCode(ctx: MutationCtx, link: LoginLink): Promise<number> {
  const codeAttempts = link.codeAttempts + 1;
  await ctx.db.patch("loginLinks", link._id, { codeAttempts });
  return codeAttempts;
}

/** The URL for the mail, or for the caller who minted the link. */
export async function linkUrl({ siteUrl, secret, paths }: OriginSettings, link: Seed): Promise<string> {
  const url = new URL(paths.callback, siteUrl());
  url.searchParams.set("token", await deriveToken(secret(), link));
  return url.href;
}

/** The six digits in the mail of a link. */
export function linkCode({ secret }: OriginSettings, link: Seed): Promise<string> {
  return deriveCode(secret(), link);
}

/** Records that a link's mail was sent, and ends the link that it replaces. */
export async function markMailed(ctx: MutationCtx, linkId: LoginLinkId): Promise<void> {
  const link = await ctx.db.get("loginLinks", linkId);
  if (!link) return;
  await ctx.db.patch("loginLinks", linkId, { mailedAt: Date.now() });
  await endReplaced(ctx, link);
}

/** Records why a link's mail was not sent. Returns the link, or null if it no longer exists. */
export async function markNotMailed(
  ctx: MutationCtx,
  linkId: LoginLinkId,
  why: string,
): Promise<LoginLink | null> {
  const link = await ctx.db.get("loginLinks", linkId);
  if (link) await ctx.db.patch("loginLinks", linkId, { notMailedBecause: why });
  return link;
}
