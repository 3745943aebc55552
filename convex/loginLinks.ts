import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { fail } from "./errors";
import { adminMutation, adminQuery, internalMutation, publicMutation, publicQuery } from "./functions";
import { HURRY, noteRequest } from "./mail/pace";
import { mailLink } from "./mail/queue";
import { asActor, audit } from "./model/audit";
import { admit, clientValidator } from "./model/client";
import { exchange as exchangeProof, proofValidator } from "./model/links/exchange";
import { findByToken, MINUTE, revoke as revokeLink } from "./model/links/loginLink";
import { currentState } from "./model/links/makers";
import { mintFields, mintLink } from "./model/links/mint";
import { peekAt } from "./model/links/peek";
import { askForLink, issueLink } from "./model/links/request";
import { sweep as sweepLinks } from "./model/links/sweep";
import { requireProof, sweepProofs } from "./model/people/proof";
import { requestedFrom } from "./validators";

/** Asks for a link by mail. The answer is the same for every address; what follows from it happens after. */
export const request = publicMutation({
  args: { email: v.string(), next: v.optional(v.string()), browserHash: v.string(), client: clientValidator },
  handler: async (ctx, { client, ...args }) => {
    const admitted = await admit(ctx, client, "loginLinks:request");
    return admitted.ok ? askForLink(ctx, args, admitted.client) : admitted;
  },
});

/** Mails a new link to the address of an expired one, without telling which address that is. */
export const renew = publicMutation({
  args: { token: v.string(), browserHash: v.string(), client: clientValidator },
  handler: async (ctx, { token, browserHash, client }) => {
    const admitted = await admit(ctx, client, "loginLinks:renew");
    if (!admitted.ok) return admitted;
    const link = await findByToken(ctx, token);
    // What proves a session is asked for anew where that session is.
    if (!link || link.purpose === "confirm") return { ok: false as const, reason: "unknown" as const };
    const isExpired = (await currentState(ctx, link, Date.now())) === "expired";
    const { email, next } = link;
    const request = { email, next, browserHash, ...(isExpired ? { renews: link._id } : {}) };
    return askForLink(ctx, request, admitted.client);
  },
});

/**
 * What the confirm page shows of a link. Spends nothing. `minute` is the caller's clock in whole minutes, because a query
 * that read the clock could not be cached.
 */
export const peek = publicQuery({
  args: {
    token: v.string(),
    minute: v.number(),
    /** Next.js signs the minute, see packages/login-links/src/shared/clock-claim.ts. Without it the address stays masked. */
    minuteSignature: v.optional(v.string()),
    browserHash: v.optional(v.string()),
  },
  handler: (ctx, args) => peekAt(ctx, args),
});

/** Spends a token or a code: the session's cookies come back as complete Set-Cookie values. See model/links/exchange.ts. */
export const exchange = publicMutation({
  args: {
    proof: proofValidator,
    attempt: v.string(),
    browserHash: v.optional(v.string()),
    client: clientValidator,
  },
  handler: async (ctx, { client, ...args }) => {
    const admitted = await admit(ctx, client, "loginLinks:exchange");
    return admitted.ok ? exchangeProof(ctx, { ...args, client: admitted.client }) : admitted;
  },
});

/** What `request` has promised: limits by address, the row, the mail. Scheduled, so that its time tells nothing. */
export const issue = internalMutation({
  args: {
    email: v.string(),
    next: v.optional(v.string()),
    browserHash: v.string(),
    requestedFrom,
    renews: v.optional(v.id("loginLinks")),
  },
  handler: (ctx, args) => issueLink(ctx, args),
});

/**
 * A link for somebody, made by backend code: `{ url, linkId, expiresAt }`. With `deliver` it is mailed instead, and `url`
 * is null, so that following it proves the mailbox.
 */
export const mint = internalMutation({
  args: mintFields,
  handler: (ctx, args) => mintLink(ctx, args, { kind: "backend" }),
});

/** The same from the admin page. */
export const create = adminMutation({
  args: mintFields,
  handler: async (ctx, args) => {
    await requireProof(ctx, ctx.viewer, "makeLink");
    return mintLink(ctx, args, asActor(ctx.viewer));
  },
});

/** Server-minted links, newest first. Without their secrets, which nobody has. */
export const list = adminQuery({
  args: { paginationOpts: paginationOptsValidator, minute: v.number() },
  handler: async (ctx, { paginationOpts, minute }) => {
    const links = await ctx.db
      .query("loginLinks")
      .withIndex("by_purpose", (q) => q.eq("purpose", "minted"))
      .order("desc")
      .paginate(paginationOpts);
    return {
      ...links,
      page: await Promise.all(
        links.page.map(async (link) => ({
          id: link._id,
          createdAt: link._creationTime,
          email: link.email,
          state: await currentState(ctx, link, minute * MINUTE),
          expiresAt: link.expiresAt,
          usedAt: link.usedAt ?? null,
          mailedAt: link.mailedAt ?? null,
          notMailedBecause: link.notMailedBecause ?? null,
          mintedBy: link.mintedBy,
          next: link.next,
        })),
      ),
    };
  },
});

export const revoke = adminMutation({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }) => {
    const link = (await ctx.db.get("loginLinks", linkId)) ?? fail("not_found", "There is no such link.");
    if (!(await revokeLink(ctx, link))) return { revoked: false };
    await audit(ctx, "link.revoked", {
      actor: { kind: "user", userId: ctx.viewer.id, email: ctx.viewer.email },
      subject: link.email,
      details: { linkId },
    });
    return { revoked: true };
  },
});

/** What the mailing action needs, for a request that leaves now; it derives the secrets itself. Null once the link is of no use. */
export const beginMailing = internalMutation({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }) => {
    const link = await ctx.db.get("loginLinks", linkId);
    if (!link || (await currentState(ctx, link, Date.now())) !== "ready") return null;
    await noteRequest(ctx);
    return link;
  },
});

/** Tries again what the provider was too busy for: in the queue, so that no slot is spent on waiting. */
export const mailSoon = internalMutation({
  args: { linkId: v.id("loginLinks"), refusals: v.number() },
  handler: (ctx, { linkId, refusals }) => mailLink(ctx, linkId, { wait: HURRY.waitMs, refusals }),
});

export const markMailed = internalMutation({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }) => {
    if (await ctx.db.get("loginLinks", linkId))
      await ctx.db.patch("loginLinks", linkId, { mailedAt: Date.now() });
  },
});

export const markNotMailed = internalMutation({
  args: { linkId: v.id("loginLinks"), why: v.string() },
  handler: async (ctx, { linkId, why }) => {
    const link = await ctx.db.get("loginLinks", linkId);
    if (!link) return;
    await ctx.db.patch("loginLinks", linkId, { notMailedBecause: why });
    await audit(ctx, "link.notMailed", {
      actor: link.mintedBy,
      subject: link.email,
      details: { linkId, why },
    });
  },
});

export const sweep = internalMutation({
  args: {},
  handler: async (ctx) => {
    const isMore = [await sweepLinks(ctx), await sweepProofs(ctx)].some(Boolean);
    if (isMore) await ctx.scheduler.runAfter(0, internal.loginLinks.sweep, {});
  },
});
