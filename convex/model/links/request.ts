import { parseEmailAddress, safeRedirect } from "@latchkey/login-links/http";
import { mailboxKey } from "../../../lib/mailbox-key";
import { components, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { env, type MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { mailLink } from "../../mail/queue";
import { cooldownSeconds, rateLimited, takeFrom } from "../../rateLimits";
import { audit } from "../audit";
import { type Client, limitKey } from "../client";
import { createLink, findByBrowser, isFromBrowser, LIFETIMES, type LoginLink } from "./loginLink";

const VISITOR = { kind: "visitor" } as const;
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
  if (!limit.ok) return rateLimited(limit);
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
  { email, next, browserHash, requestedFrom, renews }: LinkRequest & { requestedFrom: Client },
): Promise<void> {
  if (await isRepeated(ctx, browserHash, requestedFrom)) return;
  if (!(await isWithinLimits(ctx, email))) return;
  const renewed = renews ? await ctx.db.get("loginLinks", renews) : null;
  const isOfAccount = await ctx.runQuery(components.betterAuth.lookup.hasUser, { email });
  const notMailedBecause =
    isOfAccount || renewed !== null ? null : await reasonAgainstStranger(ctx, requestedFrom);
  const link = await createLink(ctx, {
    ...(renewed
      ? inherited(renewed)
      : { purpose: "sign-in", email, lifetime: LIFETIMES["sign-in"], next, mintedBy: VISITOR }),
    verifiesEmail: true,
    isDecoy: notMailedBecause !== null,
    isOfAccount,
    browserHash,
    asksFirst: renewed !== null && !isFromBrowser(renewed, browserHash),
    requestedFrom,
  });
  if (renewed?.recipientId) await ctx.db.patch("recipients", renewed.recipientId, { linkId: link._id });
  await audit(ctx, "link.asked", {
    actor: VISITOR,
    subject: email,
    client: requestedFrom,
    details: {
      linkId: link._id,
      isMailed: notMailedBecause === null,
      ...(notMailedBecause && { notMailedBecause }),
    },
  });
  if (notMailedBecause === null) await mailLink(ctx, link._id);
}

/** Whether this is a request that Next.js repeated because the first answer was lost. */
async function isRepeated(ctx: MutationCtx, browserHash: string, { requestId }: Client): Promise<boolean> {
  const newest = requestId === undefined ? null : await findByBrowser(ctx, browserHash);
  return newest !== null && newest.requestedFrom?.requestId === requestId;
}

async function isWithinLimits(ctx: MutationCtx, email: string): Promise<boolean> {
  for (const limit of ["linkCooldownPerAddress", "linksPerAddress", "linksPerAddressADay"] as const) {
    if (!(await takeFrom(ctx, limit, mailboxKey(email))).ok) return false;
  }
  return true;
}

/** Why an address without an account is not mailed, for admins to read; null when it is. */
async function reasonAgainstStranger(ctx: MutationCtx, from: Client): Promise<string | null> {
  if (env.SIGN_UP === "invite-only") return "strangers may not sign up";
  // One after the other: a caller over their own limit must not use up everybody's.
  if (!(await takeFrom(ctx, "strangersPerIp", limitKey(from))).ok) return "too many strangers from there";
  return (await takeFrom(ctx, "strangersADay")).ok ? null : "too many strangers today";
}

/** Whose it is, so that it ends with them as well. Not the role that it granted: that had a time limit. */
function inherited({ purpose, email, name, next, metadata, lifetime, recipientId, mintedBy }: LoginLink) {
  return { purpose, email, name, next, metadata, lifetime, recipientId, mintedBy };
}
