/** The role that the link in a colleague's invitation gives. */
import type { LoginLink } from "@latchkey/login-links/convex";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import type { Role } from "../../../lib/roles";

export async function grant(ctx: MutationCtx, linkId: Id<"loginLinks">, role: Role): Promise<void> {
  await ctx.db.insert("roleGrants", { linkId, role });
}

/**
 * The part of a link that is needed to find its role. Links that were made before the table `roleGrants` existed
 * contain the role themselves; such links expire after at most seven days.
 */
type Row = Pick<LoginLink, "_id" | "purpose"> & { grantsRole?: Role };

/** The role that this link gives, or null. */
export async function grantOf(ctx: QueryCtx, { _id, purpose, grantsRole }: Row): Promise<Role | null> {
  if (purpose !== "minted") return null;
  return (await rowOf(ctx, _id))?.role ?? grantsRole ?? null;
}

/** Deletes the roles of links that are about to be deleted. */
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
