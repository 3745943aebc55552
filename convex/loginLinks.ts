import { defineLoginLinks, localInstall, mintFields } from "@latchkey/login-links/convex";
import { type GenericActionCtx, paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { NO_SUCH_LINK } from "../lib/messages/sign-in-links";
import { components, internal } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import { fail } from "./errors";
import { adminMutation, adminQuery, internalMutation, publicMutation, publicQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { onExchange, onRefused, onRequest } from "./model/links/arrival";
import { describe, type Description } from "./model/links/description";
import { forgetGrants } from "./model/links/grants";
import { linkOptions, links } from "./model/links/links";
import { isRevoked, keepUntil } from "./model/links/makers";
import { isHeld } from "./model/passkeys/recovery";
import { requireProof, sweepProofs } from "./model/people/proof";
import { MINUTE } from "./model/time";
import { visitors } from "./model/visitors";

const loginLinks = defineLoginLinks<DataModel, Description>({
  ...linkOptions,
  // The alternative is one line: `sessions: throughAuth(createAuth),`. It runs Better Auth's hooks, but takes longer.
  sessions: localInstall(components.betterAuth, { makeKey }),
  ...visitors,
  signUp: () => env.SIGN_UP ?? "open",
  isHeld,
  onRequest,
  onExchange,
  onRefused,
  isRevoked,
  keepUntil,
  onForget: forgetGrants,
  describe,
  builders: { query: publicQuery, mutation: publicMutation },
});

export const { request, renew, peek, exchange, issue, letter, mint, mintMany, ensureKey } = loginLinks;

/** Makes the first signing key. The import is here, so that only this call evaluates Better Auth. */
async function makeKey(ctx: GenericActionCtx<DataModel>): Promise<unknown> {
  const { createAuth } = await import("./auth");
  return createAuth(ctx).api.getJwks();
}

/** Makes a link for the admins' page. It takes the same fields as `mint`, which backend code calls. */
export const create = adminMutation({
  args: mintFields,
  handler: async (ctx, args) => {
    await requireProof(ctx, ctx.viewer, "makeLink");
    return links.mint(ctx, args, asActor(ctx.viewer));
  },
});

/**
 * Links that were minted by an admin, an API key or backend code, newest first. They come without their secrets, which
 * are not stored.
 */
export const list = adminQuery({
  args: { paginationOpts: paginationOptsValidator, minute: v.number() },
  handler: async (ctx, { paginationOpts, minute }) => {
    const minted = await ctx.db
      .query("loginLinks")
      .withIndex("by_purpose", (q) => q.eq("purpose", "minted"))
      .order("desc")
      .paginate(paginationOpts);
    return {
      ...minted,
      page: await Promise.all(
        minted.page.map(async (link) => ({
          id: link._id,
          createdAt: link._creationTime,
          email: link.email,
          state: await loginLinks.plain.stateOf(ctx, link, minute * MINUTE),
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
    const link = (await ctx.db.get("loginLinks", linkId)) ?? fail("not_found", NO_SUCH_LINK);
    if (!(await links.revoke(ctx, link))) return { revoked: false };
    await audit(ctx, "link.revoked", {
      actor: { kind: "user", userId: ctx.viewer.id, email: ctx.viewer.email },
      subject: link.email,
      details: { linkId },
    });
    return { revoked: true };
  },
});

export const sweep = internalMutation({
  args: {},
  handler: async (ctx) => {
    const swept = [await loginLinks.plain.sweep(ctx), await sweepProofs(ctx)];
    const isMore = swept.some(Boolean);
    if (isMore) await ctx.scheduler.runAfter(0, internal.loginLinks.sweep, {});
  },
});
