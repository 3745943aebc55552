/**
 * Notices that a campaign has finished, has stopped or needs somebody. The row is inserted in the transaction that
 * changed the campaign, so there is one for each event, also through crashes.
 */
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

type Campaign = Doc<"campaigns">;
type Notice = Pick<Doc<"campaignNotices">, "kind" | "why" | "by">;

export async function announce(
  ctx: MutationCtx,
  { _id: campaignId, name }: Campaign,
  notice: Notice,
): Promise<void> {
  const noticeId = await ctx.db.insert("campaignNotices", { campaignId, name, ...notice });
  await ctx.scheduler.runAfter(0, internal.model.campaignNotices.spread.spread, { noticeId });
}

/** The notice that a step of a campaign causes. Null if nobody needs to hear of it, because a person took the step. */
export function noticeOf(
  taken: string,
  { pausedBecause, unscheduledBecause }: Pick<Partial<Campaign>, "pausedBecause" | "unscheduledBecause">,
): Notice | null {
  if (taken === "finish") return { kind: "finished" };
  if (taken === "pause" && pausedBecause !== undefined) return { kind: "stopped", why: pausedBecause };
  if (taken === "unschedule" && unscheduledBecause !== undefined)
    return { kind: "unscheduled", why: unscheduledBecause };
  return null;
}
