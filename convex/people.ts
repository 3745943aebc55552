import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { adminMutation, adminQuery, internalMutation, internalQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { parseEmailAddress } from "./model/emailAddress";
import { retire } from "./model/loginLink";
import { isNamedAdmin } from "./model/members";
import { mintLink } from "./model/minting";
import { revokeLinksBy, revokeMadeBy } from "./model/revoking";
import { requireRole } from "./model/viewer";
import { role } from "./schema";

const LAST = "\uffff";

/** For actions, which cannot look for themselves. Runs as whoever called the action. */
export const requireMarketer = internalQuery({
  args: { forUser: v.string() },
  handler: (ctx, { forUser }) => requireRole(ctx, "marketer", forUser),
});

/** Everybody who has ever signed in, by address; `search` is how an address begins. */
export const list = adminQuery({
  args: { search: v.optional(v.string()), role: v.optional(role), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { search = "", role, paginationOpts }) => {
    const prefix = search.trim().toLowerCase();
    const members = role
      ? ctx.db.query("members").withIndex("by_role_and_email", (q) =>
          q
            .eq("role", role)
            .gte("email", prefix)
            .lt("email", prefix + LAST),
        )
      : ctx.db
          .query("members")
          .withIndex("by_email", (q) => q.gte("email", prefix).lt("email", prefix + LAST));
    const result = await members.paginate(paginationOpts);
    return {
      ...result,
      page: result.page.map(({ _id, _creationTime, email, role, userId }) => ({
        id: _id,
        joinedAt: _creationTime,
        email,
        role,
        isYou: userId === ctx.user.id,
        /** ADMIN_EMAILS names them: whatever is done here, they are an admin again when they sign in. */
        isNamedAdmin: isNamedAdmin(email),
      })),
    };
  },
});

/** Gives a role; the last admin stays one. */
export const setRole = adminMutation({
  args: { memberId: v.id("members"), role },
  handler: async (ctx, { memberId, role }) => {
    const member = (await ctx.db.get("members", memberId)) ?? fail("not_found", "There is no such person.");
    if (member.role === role) return null;
    if (member.role === "admin") await keepOneAdmin(ctx, member);
    await ctx.db.patch("members", memberId, { role });
    if (member.role === "admin") await revokeMadeBy(ctx, member.userId, asActor(ctx.user));
    await audit(ctx, "role.changed", {
      actor: asActor(ctx.user),
      subject: member.email,
      details: { from: member.role, to: role },
    });
    return null;
  },
});

/**
 * Takes away every role, ends every session, the link in hand, and the keys and links that they made. Whoever it is may sign
 * in again, as a member.
 */
export const remove = adminMutation({
  args: { memberId: v.id("members") },
  handler: async (ctx, { memberId }) => {
    const member = (await ctx.db.get("members", memberId)) ?? fail("not_found", "There is no such person.");
    if (member.role === "admin") await keepOneAdmin(ctx, member);
    await endSessions(ctx, member.userId);
    await retire(ctx, member.email, "minted");
    await revokeMadeBy(ctx, member.userId, asActor(ctx.user));
    await ctx.db.patch("members", memberId, { role: "member" });
    await audit(ctx, "member.removed", {
      actor: asActor(ctx.user),
      subject: member.email,
      details: { role: member.role },
    });
    return null;
  },
});

/** Goes on with what `remove` began. */
export const revokeLinks = internalMutation({
  args: { userId: v.string(), now: v.number(), cursor: v.union(v.string(), v.null()) },
  handler: (ctx, args) => revokeLinksBy(ctx, args),
});

/** Mails a colleague a link that brings a role with it. */
export const invite = adminMutation({
  args: { email: v.string(), name: v.optional(v.string()), role },
  handler: async (ctx, { role, ...fields }) => {
    const email = parseEmailAddress(fields.email) ?? fail("invalid", "email is not an address.");
    const link = {
      ...fields,
      email,
      expiresInMinutes: 7 * 24 * 60,
      deliver: true,
      next: role === "member" ? undefined : "/admin",
    };
    const { linkId } = await mintLink(ctx, link, asActor(ctx.user), role);
    await audit(ctx, "member.invited", {
      actor: asActor(ctx.user),
      subject: email,
      details: { role, linkId },
    });
    return null;
  },
});

async function endSessions(ctx: MutationCtx, userId: string): Promise<void> {
  let cursor: string | null = null;
  for (;;) {
    const ended: { isDone: boolean; continueCursor: string } = await ctx.runMutation(
      components.betterAuth.adapter.deleteMany,
      {
        input: { model: "session", where: [{ field: "userId", value: userId }] },
        paginationOpts: { numItems: 200, cursor },
      },
    );
    if (ended.isDone) return;
    cursor = ended.continueCursor;
  }
}

async function keepOneAdmin(ctx: MutationCtx, { _id }: Doc<"members">): Promise<void> {
  const admins = await ctx.db
    .query("members")
    .withIndex("by_role_and_email", (q) => q.eq("role", "admin"))
    .take(2);
  if (!admins.some((admin) => admin._id !== _id))
    fail("conflict", "There has to be one admin. Make another one first.");
}
