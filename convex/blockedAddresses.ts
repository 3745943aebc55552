/**
 * The admins' list of addresses that the mail provider does not deliver to. mail/unblocking.ts asks the provider to
 * unblock an address.
 */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { NOT_BLOCKED } from "../lib/messages/blocked-addresses";
import { prefixEnd } from "../lib/prefix-end";
import { fail } from "./errors";
import { adminMutation, adminQuery, internalMutation } from "./functions";
import { noteRequest } from "./mail/pace";
import { asActor } from "./model/audit";
import { block, noteDelivered, unblock } from "./model/blockedAddresses";
import { rateLimited, takeFrom } from "./rateLimits";
import { actor, blockReason } from "./validators";

/** Blocked addresses in alphabetical order. `search` matches the beginning of an address. */
export const list = adminQuery({
  args: { search: v.optional(v.string()), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { search = "", paginationOpts }) => {
    const prefix = search.trim().toLowerCase();
    const result = await ctx.db
      .query("blockedAddresses")
      .withIndex("by_unblockedAt_and_email", (q) =>
        q.eq("unblockedAt", undefined).gte("email", prefix).lt("email", prefixEnd(prefix)),
      )
      .paginate(paginationOpts);
    return {
      ...result,
      page: result.page.map(({ _id, email, reason, at, details }) => ({
        ...{ id: _id, email, reason, at, details: details ?? null },
      })),
    };
  },
});

const blockedAddressId = v.id("blockedAddresses");

/** Records that an admin has unblocked the address on the provider's website. */
export const noteUnblocked = adminMutation({
  args: { blockedAddressId },
  handler: async (ctx, { blockedAddressId }) => {
    const { email } =
      (await ctx.db.get("blockedAddresses", blockedAddressId)) ?? fail("not_found", NOT_BLOCKED);
    await unblock(ctx, email, { by: asActor(ctx.viewer), at: Date.now() });
    return null;
  },
});

/**
 * Applies a webhook event whose signature was checked. Blocks the addresses. If `reason` is null, the provider delivers
 * to them again, so it unblocks them.
 */
export const receive = internalMutation({
  args: {
    emails: v.array(v.string()),
    reason: v.union(blockReason, v.null()),
    at: v.number(),
    details: v.optional(v.string()),
  },
  handler: async (ctx, { emails, reason, ...news }): Promise<void> => {
    for (const email of emails) {
      if (reason === null) await noteDelivered(ctx, email, news.at);
      else await block(ctx, email, { reason, ...news });
    }
  },
});

/** Counts an attempt to unblock an address against the admin's rate limit, and returns the address. */
export const begin = internalMutation({
  args: { blockedAddressId, by: actor },
  handler: async (ctx, { blockedAddressId, by }) => {
    const limit = await takeFrom(ctx, "unblocksPerAdmin", by.kind === "user" ? by.userId : by.kind);
    if (!limit.ok) return rateLimited(limit);
    const row = (await ctx.db.get("blockedAddresses", blockedAddressId)) ?? fail("not_found", NOT_BLOCKED);
    await noteRequest(ctx);
    return { ok: true as const, email: row.email };
  },
});

/** Records that the provider has unblocked the address. */
export const finish = internalMutation({
  args: { email: v.string(), by: actor, at: v.number() },
  handler: async (ctx, { email, ...end }): Promise<void> => {
    await unblock(ctx, email, end);
  },
});
