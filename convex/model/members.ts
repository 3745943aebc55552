import type { Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../_generated/server";
import type { role } from "../schema";

export type Role = Infer<typeof role>;

export function getMember(ctx: QueryCtx, userId: string): Promise<Doc<"members"> | null> {
  return ctx.db
    .query("members")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

interface Welcome {
  profile?: Record<string, string>;
  /** The role that the link brings; it never takes one away. */
  grants?: Role;
}

/** Makes sure that a user who has just arrived is a member, and an admin where ADMIN_EMAILS names a proven address. */
export async function welcome(
  ctx: MutationCtx,
  user: { id: string; email: string; emailVerified: boolean },
  { profile = {}, grants = "member" }: Welcome = {},
): Promise<void> {
  const member = await getMember(ctx, user.id);
  const isFirstAdmin = user.emailVerified && adminEmails().includes(user.email);
  const role = highest(member?.role ?? "member", grants, isFirstAdmin ? "admin" : "member");
  if (!member) {
    await ctx.db.insert("members", { userId: user.id, email: user.email, role, profile });
  } else if (role !== member.role || Object.keys(profile).length > 0) {
    await ctx.db.patch("members", member._id, { role, profile: { ...member.profile, ...profile } });
  }
}

/** A role includes those below it. */
export const ROLE_RANK: Record<Role, number> = { member: 0, marketer: 1, admin: 2 };

function highest(...roles: Role[]): Role {
  return roles.reduce((a, b) => (ROLE_RANK[b] > ROLE_RANK[a] ? b : a));
}

function adminEmails(): string[] {
  return (env.ADMIN_EMAILS ?? "").split(",").map((email) => email.trim().toLowerCase());
}
