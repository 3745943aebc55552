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

/** Makes sure that a user who has just arrived is a member, and an admin where ADMIN_EMAILS names a proven address. */
export async function welcome(
  ctx: MutationCtx,
  user: { id: string; email: string; emailVerified: boolean },
  profile: Record<string, string> = {},
): Promise<void> {
  const member = await getMember(ctx, user.id);
  const isFirstAdmin = user.emailVerified && adminEmails().includes(user.email);
  if (!member) {
    await ctx.db.insert("members", {
      userId: user.id,
      email: user.email,
      role: isFirstAdmin ? "admin" : "member",
      profile,
    });
    return;
  }
  const changes = {
    ...(isFirstAdmin && member.role !== "admin" ? { role: "admin" as const } : {}),
    ...(Object.keys(profile).length > 0 ? { profile: { ...member.profile, ...profile } } : {}),
  };
  if (Object.keys(changes).length > 0) await ctx.db.patch("members", member._id, changes);
}

function adminEmails(): string[] {
  return (env.ADMIN_EMAILS ?? "").split(",").map((email) => email.trim().toLowerCase());
}
