/** What an admin should know without looking for it: stopped campaigns, and the mail provider's state. */
import { stopMessage } from "../../../lib/messages/mail-provider";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { productionSafe } from "../production";
import { latestOf } from "./mailCounts";

const MOST = 20;
/** How many reports that are not counted yet one query reads. */
const TAIL = 100;

/** Campaigns that stopped by themselves and were not resumed since, at most 20 of each kind. */
export async function stoppedCampaigns(ctx: QueryCtx) {
  const paused = await ctx.db
    .query("campaigns")
    .withIndex("by_pausedBecause", (q) => q.gt("pausedBecause", ""))
    .take(MOST);
  const unscheduled = await ctx.db
    .query("campaigns")
    .withIndex("by_unscheduledBecause", (q) => q.gt("unscheduledBecause", ""))
    .take(MOST);
  return [...paused, ...unscheduled].map((campaign) => ({
    id: campaign._id,
    name: campaign.name,
    status: campaign.status,
    because: reasonOf(campaign),
  }));
}

function reasonOf({ status, pausedBecause = "", pausedError, unscheduledBecause = "" }: Doc<"campaigns">) {
  if (status === "draft") return unscheduledBecause;
  return (pausedError && stopMessage(pausedError)) || pausedBecause;
}

/** Times in ms; null for what has not happened in the last days. */
export async function providerState(ctx: QueryCtx) {
  const counted = await ctx.db.query("mailProvider").first();
  const tail = await ctx.db
    .query("mailReports")
    .withIndex("by_isCounted", (q) => q.eq("isCounted", false))
    .order("desc")
    .take(TAIL);
  const { sentAt, eventAt, unheardSince, refusedAt, refusal } = latestOf(tail.reverse(), counted ?? {});
  const isRefusing = refusedAt !== undefined && refusedAt > (sentAt ?? 0);
  return {
    sentAt: sentAt ?? null,
    eventAt: eventAt ?? null,
    unheardSince: unheardSince ?? null,
    /** Set while nothing was sent since the last refusal. */
    refusal: isRefusing
      ? { at: refusedAt, message: (refusal && stopMessage(refusal)) || (refusal ?? "") }
      : null,
    hasWebhookSecret: Boolean(productionSafe("RESEND_WEBHOOK_SECRET")),
  };
}
