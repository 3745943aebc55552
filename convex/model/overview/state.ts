/** What the overview shows to admins before they look for it: stopped campaigns, and the state of the mail provider. */
import { stopMessage } from "../../../lib/messages/mail-provider";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { productionSafe } from "../production";
import { latestOf } from "./mailCounts";

const MOST = 20;
/** How many reports that are not counted yet one query adds to the state. */
const TAIL = 100;

/** Campaigns that were stopped by the backend and not resumed since, at most 20 paused and 20 unscheduled ones. */
export async function stoppedCampaigns(ctx: QueryCtx) {
  // A campaign that was cancelled by an older version still has its reason, so the status is in the index.
  const paused = await ctx.db
    .query("campaigns")
    .withIndex("by_status_and_pausedBecause", (q) => q.eq("status", "paused").gt("pausedBecause", ""))
    .take(MOST);
  const unscheduled = await ctx.db
    .query("campaigns")
    .withIndex("by_status_and_unscheduledBecause", (q) =>
      q.eq("status", "draft").gt("unscheduledBecause", ""),
    )
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

/** The state of the mail provider and its webhook. Times are in ms; null if there is no such time. */
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
    /** The provider's last refusal, if it has accepted no mail since; otherwise null. */
    refusal: isRefusing
      ? { at: refusedAt, message: (refusal && stopMessage(refusal)) || (refusal ?? "") }
      : null,
    hasWebhookSecret: Boolean(productionSafe("RESEND_WEBHOOK_SECRET")),
  };
}
