import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { links } from "./model/links/links";

/** A campaign that was sent. It has no recipients yet. */
export const begin = internalMutation({
  args: {},
  handler: (ctx) =>
    ctx.db.insert("campaigns", {
      name: "Visits",
      subject: "Visits",
      preheader: "",
      body: "",
      buttonLabel: "Open",
      next: "/dashboard",
      lifetimeDays: 14,
      status: "sent",
      createdBy: "bench",
      invitedBy: "bench@example.com",
    }),
});

/** Adds recipients with a link each, delivered at the given times, and returns the links' URLs in the same order. */
export const invite = internalMutation({
  args: {
    campaignId: v.id("campaigns"),
    guests: v.array(v.object({ email: v.string(), deliveredAt: v.number() })),
  },
  handler: async (ctx, { campaignId, guests }) => {
    const urls: string[] = [];
    for (const { email, deliveredAt } of guests) {
      const { url, linkId } = await links.mint(ctx, { email });
      await ctx.db.patch("loginLinks", linkId, { purpose: "invite" });
      const times = { sentAt: deliveredAt - 1_000, deliveredAt };
      const row = { campaignId, email, linkId, fields: {}, status: "delivered" as const, ...times };
      await ctx.db.insert("recipients", row);
      await ctx.db.insert("mailReports", {
        campaignId,
        mails: [{ domain: email.slice(email.indexOf("@") + 1), outcome: "sent", count: 1 }],
        isCounted: false,
      });
      urls.push(url ?? "");
    }
    return urls;
  },
});

/** How many visits are stored, and how many acceptances among them. */
export const stored = internalQuery({
  args: {},
  handler: async (ctx) => {
    const rows = await ctx.db.query("linkVisits").collect();
    const accepted = rows.filter(({ kind }) => kind === "accepted").length;
    return { visits: rows.length - accepted, accepted, left: rows.filter((row) => !row.isCounted).length };
  },
});

/**
 * Gives the visits the times that the benchmark invents, and stores them again in that order, as if they had just come.
 * For each address, `times` has the times of its visits in the order in which they were made.
 */
export const retime = internalMutation({
  args: { times: v.record(v.string(), v.array(v.number())) },
  handler: async (ctx, { times }) => {
    const rows = await ctx.db.query("linkVisits").collect();
    const left = new Map(Object.entries(times).map(([email, all]) => [email, [...all]]));
    const timed = [];
    for (const { _id, _creationTime, isContinued: _c, ...row } of rows) {
      const email = (await ctx.db.get("recipients", row.recipientId))?.email ?? "";
      const at = row.kind === "accepted" ? row.at : left.get(email)?.shift();
      if (at === undefined) throw new Error(`${email} has a visit too many.`);
      timed.push({ ...row, at, isCounted: false, order: row.kind === "accepted" ? Infinity : at });
      await ctx.db.delete("linkVisits", _id);
    }
    for (const { order: _, ...row } of timed.sort((a, b) => a.order - b.order))
      await ctx.db.insert("linkVisits", row);
    for (const table of ["visitNetworks", "visitDomains", "linkOpenings"] as const)
      for (const { _id } of await ctx.db.query(table).collect()) await ctx.db.delete(table, _id);
  },
});

/** Who is said to have opened each address's link, and the sentences' numbers by domain. */
export const judged = internalQuery({
  args: {},
  handler: async (ctx) => {
    const openings = await ctx.db.query("linkOpenings").collect();
    const said = await Promise.all(
      openings.map(async ({ recipientId, verdict, reason, isFiltered }) => {
        const email = (await ctx.db.get("recipients", recipientId))?.email ?? "";
        return [email, { verdict, reason, isFiltered }] as const;
      }),
    );
    return Object.fromEntries(said);
  },
});
