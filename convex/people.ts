import { parseEmailAddress } from "@latchkey/login-links/http";
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import * as messages from "../lib/messages/account-errors";
import { ROLE_RANK } from "../lib/roles";
import { fail } from "./errors";
import { adminMutation, adminQuery, internalQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { findMembers } from "./model/people/search";
import { lastSeenOf } from "./model/people/lastSeen";
import { grant } from "./model/links/grants";
import { links } from "./model/links/links";
import { keepOneAdmin } from "./model/people/keepOneAdmin";
import { isNamedAdmin } from "./model/people/members";
import { requireProof } from "./model/people/proof";
import { requireRole } from "./model/people/viewer";
import { endWithRole } from "./model/revocation/revokeMadeBy";
import { role } from "./validators";

const MAX_SEARCH = 200;

/**
 * Actions call this to check the caller's role, because an action cannot read the database. A query that an action
 * calls has the same caller as the action.
 */
export const viewerWith = internalQuery({
  args: { role, forUser: v.string() },
  handler: (ctx, { role, forUser }) => requireRole(ctx, role, forUser),
});

/**
 * Everybody who has ever signed in, sorted by address. `search` finds people by the beginnings of the words in their
 * name and address, in any order, ignoring case and accents. With `search` a page may be short or empty although more
 * pages follow.
 */
export const list = adminQuery({
  args: { search: v.optional(v.string()), role: v.optional(role), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { search = "", role, paginationOpts }) => {
    const found = await findMembers(ctx, { search: search.slice(0, MAX_SEARCH), role, paginationOpts });
    const page = found.page.map(async ({ _id, _creationTime, email, name = "", role, userId }) => ({
      id: _id,
      joinedAt: _creationTime,
      email,
      /** Empty if the person has not given one. */
      name,
      role,
      lastSeenAt: await lastSeenOf(ctx, userId),
      isYou: userId === ctx.viewer.id,
      /**
       * True if ADMIN_EMAILS contains this person's address. Then they become an admin again at their next sign-in,
       * even if an admin changes their role here.
       */
      isNamedAdmin: isNamedAdmin(email),
    }));
    return { ...found, page: await Promise.all(page) };
  },
});

/**
 * Changes a person's role. Fails for the last admin. A lower role ends things that the person made with the higher
 * role: see model/endings.ts.
 */
export const setRole = adminMutation({
  args: { memberId: v.id("members"), role },
  handler: async (ctx, { memberId, role }) => {
    const member = (await ctx.db.get("members", memberId)) ?? fail("not_found", messages.NO_SUCH_PERSON);
    if (member.role === role) return null;
    const isLower = ROLE_RANK[role] < ROLE_RANK[member.role];
    if (!isLower) await requireProof(ctx, ctx.viewer, "grantRole");
    if (member.role === "admin") await keepOneAdmin(ctx, member);
    await ctx.db.patch("members", memberId, { role });
    const event = { actor: asActor(ctx.viewer), subject: member.email };
    await audit(ctx, "role.changed", { ...event, details: { from: member.role, to: role } });
    if (isLower) await endWithRole(ctx, member, { ...event, action: "role.changed", role });
    return null;
  },
});

/**
 * Removes a person's role, so that they are a member. Ends their sessions, the open links that were made for them, and
 * the things that they made with their old role, according to model/endings.ts. The person can sign in again as a
 * member.
 */
export const remove = adminMutation({
  args: { memberId: v.id("members") },
  handler: async (ctx, { memberId }) => {
    const member = (await ctx.db.get("members", memberId)) ?? fail("not_found", messages.NO_SUCH_PERSON);
    if (member.role === "admin") await keepOneAdmin(ctx, member);
    await ctx.db.patch("members", memberId, { role: "member" });
    const event = { actor: asActor(ctx.viewer), subject: member.email };
    await audit(ctx, "member.removed", { ...event, details: { role: member.role } });
    await endWithRole(ctx, member, { ...event, action: "member.removed", role: "member" });
    return null;
  },
});

/** Mails a colleague a link that gives them a role. */
export const invite = adminMutation({
  args: { email: v.string(), name: v.optional(v.string()), role },
  handler: async (ctx, { role, ...fields }) => {
    await requireProof(ctx, ctx.viewer, "grantRole");
    const email = parseEmailAddress(fields.email) ?? fail("invalid", messages.NOT_AN_ADDRESS, "email");
    const link = {
      ...fields,
      email,
      expiresInMinutes: 7 * 24 * 60,
      deliver: true,
      next: role === "member" ? undefined : "/admin",
    };
    const { linkId } = await links.mint(ctx, link, asActor(ctx.viewer));
    await grant(ctx, linkId, role);
    await audit(ctx, "member.invited", {
      actor: asActor(ctx.viewer),
      subject: email,
      details: { role, linkId },
    });
    return null;
  },
});
