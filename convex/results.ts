/** Queries for comparing campaigns. */
import { paginationOptsValidator } from "convex/server";
import { marketerQuery } from "./functions";
import { countsOf } from "./model/campaigns/counts";

/** Launched campaigns with their counters, the last launched first. */
export const campaigns = marketerQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const found = await ctx.db
      .query("campaigns")
      .withIndex("by_launchedAt", (q) => q.gt("launchedAt", 0))
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
