/** The role that a colleague is invited to, by the link in their mail. */
import type { LoginLink } from "@latchkey/login-links/convex";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Role } from "../../../lib/roles";

export async function grant(ctx: MutationCtx, linkId: Id<"loginLinks">, role: Role): Promise<void> {
  await ctx.db.insert("roleGrants", { linkId, role });
}

/** A row of the table. Those made before there were grants had the role themselves; such an invite is open for seven days at most. */
type Row = Pick<LoginLink, "_id" | "purpose"> & { grantsRole?: Role };

/** The role that this link brings, or null. */
export async function grantOf(ctx: QueryCtx, { _id, purpose, grantsRole }: Row): Promise<Role | null> {
  if (purpose !== "minted") return null;
  return (await rowOf(ctx, _id))?.role ?? grantsRole ?? null;
}

/** With the links that the sweep deletes. */
export async function forgetGrants(ctx: MutationCtx, links: LoginLink[]): Promise<void> {
  for (const { _id, purpose } of links) {
    const row = purpose === "minted" ? await rowOf(ctx, _id) : null;
    if (row) await ctx.db.delete("roleGrants", row._id);
  }
}

function rowOf(ctx: QueryCtx, linkId: Id<"loginLinks">): Promise<Doc<"roleGrants"> | null> {
  return ctx.db
    .query("roleGrants")
    .withIndex("by_link", (q) => q.eq("linkId", linkId))
    .unique();
}
