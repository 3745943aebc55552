/** Queries for comparing campaigns, and for who opened their links. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { mostWithin } from "../lib/link-visits/delays";
import { writerQuery } from "./functions";
import { countsOf, hoursPage } from "./model/campaigns/counts";
import { sentTo } from "./model/visits/domains";

/**
 * Launched campaigns with their counters, the last launched first, without the reminders that are sent automatically.
 */
export const campaigns = writerQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const found = await ctx.db
      .query("campaigns")
      .withIndex("by_reminderNumber_and_launchedAt", (q) =>
        q.eq("reminderNumber", undefined).gt("launchedAt", 0),
      )
      .order("desc")
      .paginate(paginationOpts);
    const page = await Promise.all(
      found.page.map(async ({ _id, name, status, launchedAt = 0 }) => ({
        id: _id,
        name,
        status,
        launchedAt,
        counts: await countsOf(ctx, _id),
      })),
    );
    return { ...found, page };
  },
});

/** Counts by hour, oldest first, for the chart. If an hour is on two pages, the caller adds its counts. */
export const hours = writerQuery({
  args: { campaignId: v.id("campaigns"), paginationOpts: paginationOptsValidator },
  handler: (ctx, { campaignId, paginationOpts }) => hoursPage(ctx, campaignId, paginationOpts),
});

/**
 * The receiving domains whose links were opened, those with the most links that a filter opened first. `sent` is null
 * if the campaign's mails were not counted by domain. `mostWithin` is in seconds.
 */
export const domains = writerQuery({
  args: { campaignId: v.id("campaigns"), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { campaignId, paginationOpts }) => {
    const found = await ctx.db
      .query("visitDomains")
      .withIndex("by_campaign_and_filtered", (q) => q.eq("campaignId", campaignId))
      .order("desc")
      .paginate(paginationOpts);
    const page = await Promise.all(
      found.page.map(async ({ _id, domain, person, unclear, filtered, came, filteredWithin }) => ({
        id: _id,
        domain,
        sent: await sentTo(ctx, { campaignId, domain }),
        people: person,
        filtered,
        unclear,
        came,
        mostWithin: mostWithin(filteredWithin, filtered),
      })),
    );
    return { ...found, page };
  },
});
