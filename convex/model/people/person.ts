/**
 * Finds a person by the id of any row that contains their address. Pages use such an id, because an address in a URL
 * would end up in logs and browser histories.
 */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { ROLE_RANK, type Role } from "../../../lib/roles";
import type { QueryCtx } from "../../_generated/server";

/** The tables whose rows marketers see, and those that only admins see. */
const OF_MARKETERS = ["recipients", "suppressions"] as const;
const OF_ADMINS = ["members", "blockedAddresses", "loginLinks"] as const;

/**
 * The address in the row with this id. Null if there is no such row, if the role may not see it, or if it names no
 * address, for example because the person was erased.
 */
export async function addressIn(ctx: QueryCtx, id: string, role: Role): Promise<string | null> {
  const isAdmin = ROLE_RANK[role] >= ROLE_RANK.admin;
  for (const table of isAdmin ? [...OF_MARKETERS, ...OF_ADMINS] : OF_MARKETERS) {
    const rowId = ctx.db.normalizeId(table, id);
    const row = rowId && (await ctx.db.get(table, rowId));
    if (row) return parseEmailAddress(row.email);
  }
  return isAdmin ? addressInAudit(ctx, id) : null;
}

/** The person whom an audit row is about, or else the person who acted. */
async function addressInAudit(ctx: QueryCtx, id: string): Promise<string | null> {
  const rowId = ctx.db.normalizeId("auditEvents", id);
  const event = rowId && (await ctx.db.get("auditEvents", rowId));
  if (!event) return null;
  return parseEmailAddress(event.subject) ?? parseEmailAddress(event.actorName);
}

/** The id of a row that contains this address, for the person's page. Null if there is no row that the role may see. */
export async function rowNaming(ctx: QueryCtx, email: string, role: Role): Promise<string | null> {
  const isAdmin = ROLE_RANK[role] >= ROLE_RANK.admin;
  const tables = isAdmin
    ? (["recipients", "suppressions", "members", "blockedAddresses"] as const)
    : OF_MARKETERS;
  for (const table of tables) {
    const row = await ctx.db
      .query(table)
      .withIndex("by_email", (q) => q.eq("email", email))
      .first();
    if (row) return row._id;
  }
  return isAdmin ? linkNaming(ctx, email) : null;
}

async function linkNaming(ctx: QueryCtx, email: string): Promise<string | null> {
  const link = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email))
    .first();
  return link?._id ?? null;
}
