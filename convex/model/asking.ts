import type { Infer } from "convex/values";
import { safeRedirect } from "../../lib/safe-redirect";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { env, type MutationCtx } from "../_generated/server";
import { fail } from "../errors";
import { cooldownSeconds, takeFrom } from "../rateLimits";
import type { requestedFrom as origin } from "../schema";
import { mailLink } from "../mail/queue";
import { audit } from "./audit";
import { type Client, limitKey } from "./client";
import { parseEmailAddress } from "./emailAddress";
import { createLink, isFromBrowser, LIFETIMES, type LoginLink } from "./loginLink";

const BROWSER_HASH = /^[0-9a-f]{64}$/;

export interface LinkRequest {
  email: string;
  next?: string;
  browserHash: string;
  /** The expired link that this one takes the place of. */
  renews?: Id<"loginLinks">;
}

export type AskResult =
  | { ok: true; cooldownSeconds: number }
  | { ok: false; reason: "invalid_email" }
  | { ok: false; reason: "rate_limited"; retryAfterSeconds: number };

/**
 * Answers before it looks at whose address it is: all that depends on the address is scheduled, so neither the answer nor
 * its time tells whether there is an account, a suppression or a limit.
 */
export async function askForLink(ctx: MutationCtx, request: LinkRequest, client: Client): Promise<AskResult> {
  const email = parseEmailAddress(request.email);
  if (!email) return { ok: false, reason: "invalid_email" };
  if (!BROWSER_HASH.test(request.browserHash)) fail("invalid", "browserHash is a SHA-256 in hex.");
  // One after the other: a caller who is over his own limit must not use up everybody's.
  const own = await takeFrom(ctx, "linksPerIp", limitKey(client));
  const limit = own.ok ? await takeFrom(ctx, "linksInAll") : own;
  if (!limit.ok) {
    return { ok: false, reason: "rate_limited", retryAfterSeconds: Math.ceil(limit.retryAfter / 1_000) };
  }
  const next = safeRedirect(request.next);
  await ctx.scheduler.runAfter(0, internal.loginLinks.issue, {
    ...request,
    email,
    next,
    requestedFrom: client,
  });
  return { ok: true, cooldownSeconds: cooldownSeconds() };
}

/** Makes and mails the link that was asked for. Every address within its limits gets a row; not every row is mailed. */
export async function issueLink(
  ctx: MutationCtx,
  { email, next, browserHash, requestedFrom, renews }: LinkRequest & { requestedFrom: Infer<typeof origin> },
): Promise<void> {
  if (!(await isWithinLimits(ctx, email))) return;
  const renewed = renews ? await ctx.db.get("loginLinks", renews) : null;
  const isWelcome = renewed !== null || (await mayHaveLink(ctx, email));
  const link = await createLink(ctx, {
    ...(renewed ? inherited(renewed) : { purpose: "sign-in", email, lifetime: LIFETIMES["sign-in"], next }),
    verifiesEmail: true,
    isDecoy: !isWelcome,
    browserHash,
    asksFirst: renewed !== null && !isFromBrowser(renewed, browserHash),
    requestedFrom,
    mintedBy: { kind: "visitor" },
  });
  if (renewed?.recipientId) await ctx.db.patch("recipients", renewed.recipientId, { linkId: link._id });
  await audit(ctx, "link.asked", {
    actor: { kind: "visitor" },
    subject: email,
    client: requestedFrom,
    details: { linkId: link._id, isMailed: isWelcome },
  });
  if (isWelcome) await mailLink(ctx, link._id);
}

async function isWithinLimits(ctx: MutationCtx, email: string): Promise<boolean> {
  for (const limit of ["linkCooldownPerAddress", "linksPerAddress", "linksPerAddressADay"] as const) {
    if (!(await takeFrom(ctx, limit, email)).ok) return false;
  }
  return true;
}

/** Whether this address may sign in by asking. */
async function mayHaveLink(ctx: MutationCtx, email: string): Promise<boolean> {
  if (env.SIGN_UP !== "invite-only") return true;
  const user = await ctx.runQuery(components.betterAuth.adapter.findOne, {
    model: "user",
    where: [{ field: "email", value: email }],
  });
  return user !== null && user !== undefined;
}

/** Not the role that it granted: that had a time limit. */
function inherited({ purpose, email, name, next, metadata, lifetime, recipientId }: LoginLink) {
  return { purpose, email, name, next, metadata, lifetime, recipientId };
}
