import { v } from "convex/values";
import { parseEmailAddress } from "../shared/email-address.ts";
import { mailboxKey } from "../shared/mailbox-key.ts";
import { safeRedirect } from "../shared/safe-redirect.ts";
import { admit, clientValidator, limitKey, rateLimited, type RateLimited } from "./client.ts";
import { fail } from "./fail.ts";
import { createLink, currentState, findByBrowser, findByToken, isFromBrowser } from "./links.ts";
import { PURPOSES } from "./purposes.ts";
import { issueReference } from "./references.ts";
import type { Settings } from "./all-settings.ts";
import { type Client, type LoginLink, type LoginLinkId, type MutationCtx, requestedFrom } from "./tables.ts";

const VISITOR = { kind: "visitor" } as const;
const BROWSER_HASH = /^[0-9a-f]{64}$/;

export const requestFields = {
  email: v.string(),
  next: v.optional(v.string()),
  /** SHA-256 of the pending cookie's secret in the requesting browser, lower-case hex. */
  browserHash: v.string(),
  client: clientValidator,
};

export const renewFields = { token: v.string(), browserHash: v.string(), client: clientValidator };

export const issueFields = {
  email: v.string(),
  next: v.optional(v.string()),
  browserHash: v.string(),
  requestedFrom,
  renews: v.optional(v.id("loginLinks")),
};

type Visitor = Parameters<typeof admit>[2];

export interface LinkRequest {
  email: string;
  next?: string;
  browserHash: string;
  /** The expired link that this one replaces. */
  renews?: LoginLinkId;
}

export type AskResult =
  { ok: true; cooldownSeconds: number } | { ok: false; reason: "invalid_email" } | RateLimited;

/**
 * Requests a link by mail. The answer is the same for every address; everything that depends on the address happens
 * later.
 */
export async function request(
  ctx: MutationCtx,
  settings: Settings,
  { client, ...ask }: LinkRequest & { client: Visitor },
): Promise<AskResult> {
  const admitted = await admit(ctx, settings, client, "loginLinks:request");
  return admitted.ok ? askForLink(ctx, settings, ask, admitted.client) : admitted;
}

/** Mails a new link to the address of an expired one, without revealing the address. */
export async function renew(
  ctx: MutationCtx,
  settings: Settings,
  { token, browserHash, client }: { token: string; browserHash: string; client: Visitor },
): Promise<AskResult | { ok: false; reason: "unknown" }> {
  const admitted = await admit(ctx, settings, client, "loginLinks:renew");
  if (!admitted.ok) return admitted;
  const link = await findByToken(ctx, token);
  // A link of purpose `confirm` can only be requested again by its own session.
  if (!link || !PURPOSES[link.purpose].signsIn) return { ok: false, reason: "unknown" };
  const isExpired = (await currentState(ctx, settings, link, Date.now())) === "expired";
  const { email, next } = link;
  const ask = { email, next, browserHash, ...(isExpired ? { renews: link._id } : {}) };
  return askForLink(ctx, settings, ask, admitted.client);
}

/**
 * Answers before it looks up the address. Everything that depends on the address is scheduled, so neither the answer
 * nor its time reveals whether there is an account, a suppression or a limit.
 */
async function askForLink(
  ctx: MutationCtx,
  { limits, paths }: Settings,
  ask: LinkRequest,
  client: Client,
): Promise<AskResult> {
  const email = parseEmailAddress(ask.email);
  if (!email) return { ok: false, reason: "invalid_email" };
  if (!BROWSER_HASH.test(ask.browserHash)) fail("invalid", "browserHash is a SHA-256 in hex.", "browserHash");
  // The limits are used in this order, so that a caller over their own limit does not use up the limit for all.
  const own = await limits.take(ctx, "linksPerIp", limitKey(client));
  const limit = own.ok ? await limits.take(ctx, "linksInAll") : own;
  if (!limit.ok) return rateLimited(limit.retryAfter);
  const next = safeRedirect(ask.next, paths.home, paths.notPages);
  await ctx.scheduler.runAfter(0, issueReference, { ...ask, email, next, requestedFrom: client });
  return { ok: true, cooldownSeconds: limits.cooldownSeconds() };
}

/**
 * Does the work that `request` has scheduled: limits by address, the row, the mail. Every address within its limits
 * gets a row, but not every row is mailed.
 */
export async function issue(
  ctx: MutationCtx,
  settings: Settings,
  { email, next, browserHash, requestedFrom: client, renews }: LinkRequest & { requestedFrom: Client },
): Promise<void> {
  if (await isRepeated(ctx, browserHash, client)) return;
  if (!(await isWithinLimits(ctx, settings, email))) return;
  const renewed = renews ? await ctx.db.get("loginLinks", renews) : null;
  const isOfAccount = await settings.sessions.hasUser(ctx, email);
  const isKnown = isOfAccount || renewed !== null;
  const notMailedBecause = isKnown ? null : await reasonAgainstStranger(ctx, settings, client);
  const { _id: linkId } = await createLink(ctx, settings, {
    ...(renewed ? inherited(renewed) : { purpose: "sign-in", email, next, mintedBy: VISITOR }),
    verifiesEmail: true,
    isDecoy: notMailedBecause !== null,
    isOfAccount,
    browserHash,
    asksFirst: renewed !== null && !isFromBrowser(renewed, browserHash),
    requestedFrom: client,
  });
  await settings.onRequest?.(ctx, { linkId, email, renewed, notMailedBecause, client });
  if (notMailedBecause === null) await settings.mail(ctx, { linkId });
}

/** Whether the server repeated this request because the first answer was lost. */
async function isRepeated(ctx: MutationCtx, browserHash: string, { requestId }: Client): Promise<boolean> {
  const newest = requestId === undefined ? null : await findByBrowser(ctx, browserHash);
  return newest !== null && newest.requestedFrom?.requestId === requestId;
}

async function isWithinLimits(ctx: MutationCtx, { limits }: Settings, email: string): Promise<boolean> {
  for (const limit of ["linkCooldownPerAddress", "linksPerAddress", "linksPerAddressADay"] as const) {
    if (!(await limits.take(ctx, limit, mailboxKey(email))).ok) return false;
  }
  return true;
}

/** Why an address without an account gets no mail, for admins to read. Null if it gets mail. */
async function reasonAgainstStranger(
  ctx: MutationCtx,
  { limits, messages, signUp }: Settings,
  client: Client,
): Promise<string | null> {
  if (signUp?.() === "invite-only") return messages.strangersMayNotSignUp;
  // The limits are used in this order, so that a caller over their own limit does not use up the limit for all.
  if (!(await limits.take(ctx, "strangersPerIp", limitKey(client))).ok)
    return messages.tooManyStrangersFromThere;
  return (await limits.take(ctx, "strangersADay")).ok ? null : messages.tooManyStrangersToday;
}

/** The fields that a new link takes from the one it replaces. `onRequest` can move the owner's related rows. */
function inherited({ purpose, email, name, next, metadata, lifetime, mintedBy }: LoginLink) {
  return { purpose, email, name, next, metadata, lifetime, mintedBy };
}
