/**
 * The page of one person: everything that is stored about an address. Sessions, links and audit rows are for admins.
 */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { NOBODY_THERE } from "../lib/messages/person";
import { internal } from "./_generated/api";
import type { QueryCtx } from "./_generated/server";
import { fail } from "./errors";
import { adminMutation, adminQuery, marketerQuery } from "./functions";
import { personalDataOf } from "./model/account/personalData";
import { asActor, audit } from "./model/audit";
import { findSuppression } from "./model/campaigns/suppressions";
import { accountOf, auditOf, blockOf, campaignOf, linksOf } from "./model/people/personPage";
import { addressIn, rowNaming } from "./model/people/person";
import { requireProof } from "./model/people/proof";
import type { Viewer } from "./model/people/viewer";

/** The id of any row that names the person. */
const person = { id: v.string() };

/** The address, and whether campaigns may mail it. Null if the caller may not see the person, or there is none. */
export const get = marketerQuery({
  args: person,
  handler: async (ctx, { id }) => {
    const email = await addressIn(ctx, id, ctx.viewer.role);
    if (email === null) return null;
    const row = await findSuppression(ctx, email);
    const suppression = row && { reason: row.reason, note: row.note ?? null, since: row._creationTime };
    return { email, suppression };
  },
});

/** The id of a row that names this address, for the person's page. Null if nothing is stored about it. */
export const find = marketerQuery({
  args: { email: v.string() },
  handler: async (ctx, args) => {
    const email = parseEmailAddress(args.email);
    return email === null ? null : rowNaming(ctx, email, ctx.viewer.role);
  },
});

/** The campaigns that the person is a recipient of, newest first. */
export const campaigns = marketerQuery({
  args: { ...person, paginationOpts: paginationOptsValidator },
  handler: async (ctx, { id, paginationOpts }) => {
    const email = (await addressIn(ctx, id, ctx.viewer.role)) ?? "";
    const result = await ctx.db
      .query("recipients")
      .withIndex("by_email", (q) => q.eq("email", email))
      .order("desc")
      .paginate(paginationOpts);
    const page = await Promise.all(result.page.map((recipient) => campaignOf(ctx, recipient)));
    return { ...result, page };
  },
});

/** What only admins see: the account with its sessions, links, the provider's block, and the latest audit rows. */
export const account = adminQuery({
  args: person,
  handler: async (ctx, { id }) => {
    const email = await addressIn(ctx, id, "admin");
    if (email === null) return null;
    return {
      member: await accountOf(ctx, email),
      isYou: email === ctx.viewer.email,
      blocked: await blockOf(ctx, email),
      links: await linksOf(ctx, email),
      audit: await auditOf(ctx, email),
    };
  },
});

/** All data that names the person, as JSON, without secrets. */
export const data = adminQuery({
  args: person,
  handler: async (ctx, { id }) => personalDataOf(ctx, await requireAddress(ctx, id, ctx.viewer)),
});

/** Records in the audit log that an admin downloaded the person's data. */
export const noteExport = adminMutation({
  args: person,
  handler: async (ctx, { id }) => {
    const subject = await requireAddress(ctx, id, ctx.viewer);
    await audit(ctx, "person.exported", { actor: asActor(ctx.viewer), subject });
    return null;
  },
});

/** Erases the person everywhere. Their account ends at once, and scheduled functions erase the rest. */
export const erase = adminMutation({
  args: person,
  handler: async (ctx, { id }) => {
    await requireProof(ctx, ctx.viewer, "erasePerson");
    const email = await requireAddress(ctx, id, ctx.viewer);
    const admin = { id: ctx.viewer.id, email: ctx.viewer.email };
    await ctx.runMutation(internal.model.account.erasure.erasePerson, { email, admin });
    return null;
  },
});

async function requireAddress(ctx: QueryCtx, id: string, { role }: Viewer): Promise<string> {
  return (await addressIn(ctx, id, role)) ?? fail("not_found", NOBODY_THERE);
}
