import { type Role, ROLE_RANK } from "../../../lib/roles";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { type Actor, audit } from "../audit";
import { enterWords } from "./directory";
import { getMember, isNamedAdmin } from "./members";

interface Welcome {
  profile?: Record<string, string>;
  /** The role that the link gives. A member with a higher role keeps it. */
  grants?: Role;
  grantedBy?: Actor;
}

/**
 * Makes sure that a user who has just signed in is a member, and an admin if ADMIN_EMAILS contains their verified
 * address. Returns the member's previous row, or null for a new member. `user.name` is only used for a new member.
 */
export async function welcome(
  ctx: MutationCtx,
  user: { id: string; email: string; emailVerified: boolean; name?: string },
  { profile = {}, grants = "member", grantedBy = { kind: "backend" } }: Welcome = {},
): Promise<Doc<"members"> | null> {
  const member = await getMember(ctx, user.id);
  const from = member?.role ?? "member";
  const isNamed = user.emailVerified && isNamedAdmin(user.email);
  const role = highest(from, grants, isNamed ? "admin" : "member");
  if (!member) {
    const { id: userId, email, name } = user;
    const memberId = await ctx.db.insert("members", { userId, email, name, role, profile });
    await enterWords(ctx, memberId, user);
  } else if (role !== member.role || Object.keys(profile).length > 0) {
    await ctx.db.patch("members", member._id, { role, profile: { ...member.profile, ...profile } });
  }
  if (role !== from) {
    const actor: Actor = role === grants ? grantedBy : { kind: "backend" };
    await audit(ctx, "role.changed", { actor, subject: user.email, details: { from, to: role } });
  }
  return member;
}

function highest(...roles: Role[]): Role {
  return roles.reduce((a, b) => (ROLE_RANK[b] > ROLE_RANK[a] ? b : a));
}
