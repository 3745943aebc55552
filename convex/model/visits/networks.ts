import { BURST_MS, isFilterNetwork, type NetworkFacts } from "../../../lib/link-visits/rule";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

type Visit = Doc<"linkVisits">;
type Facts = NetworkFacts & { times: number[] };

/** How many times are kept for each network. More are not needed to find the maximum within `BURST_MS`. */
const MAX_TIMES = 20;
const NONE: Facts = { links: 0, most: 0, continued: 0, times: [] };

/** Counts the link of a new visit for its network. A link that was opened from there before counts only once. */
export async function addToNetwork(
  ctx: MutationCtx,
  { _id, recipientId, network, ...visit }: Visit,
): Promise<void> {
  if (network === undefined) return;
  const others = await visitsTo(ctx, recipientId);
  if (others.some((one) => one._id !== _id && one.isCounted && one.network === network)) return;
  await change(ctx, { ...visit, network }, (facts) => {
    const times = [...facts.times, visit.at].slice(-MAX_TIMES);
    const inBurst = times.filter((at) => Math.abs(visit.at - at) <= BURST_MS).length;
    return { ...facts, times, links: facts.links + 1, most: Math.max(facts.most, inBurst) };
  });
}

/** Counts a link that was opened from a network and then continued to a sign-in. */
export async function addContinued(ctx: MutationCtx, { network, ...visit }: Visit): Promise<void> {
  if (network === undefined) return;
  await change(ctx, { ...visit, network }, (facts) => ({ ...facts, continued: facts.continued + 1 }));
}

export function visitsTo(ctx: MutationCtx, recipientId: Id<"recipients">): Promise<Visit[]> {
  return ctx.db
    .query("linkVisits")
    .withIndex("by_recipient", (q) => q.eq("recipientId", recipientId))
    .take(50);
}

export async function networkFacts(
  ctx: MutationCtx,
  { campaignId, network }: Pick<Visit, "campaignId" | "network">,
): Promise<Doc<"visitNetworks"> | null> {
  if (network === undefined) return null;
  return ctx.db
    .query("visitNetworks")
    .withIndex("by_campaign_and_network", (q) => q.eq("campaignId", campaignId).eq("network", network))
    .unique();
}

/** If this changes whether the network counts as a filter's, all of its visits are judged again. */
async function change(
  ctx: MutationCtx,
  { campaignId, network }: { campaignId: Id<"campaigns">; network: string },
  by: (facts: Facts) => Facts,
): Promise<void> {
  const row = await networkFacts(ctx, { campaignId, network });
  const { links, most, continued, times } = row ?? NONE;
  const [before, after] = [{ links, most, continued, times }, by({ links, most, continued, times })];
  if (row) await ctx.db.patch("visitNetworks", row._id, after);
  else await ctx.db.insert("visitNetworks", { campaignId, network, ...after });
  if (isFilterNetwork(before) === isFilterNetwork(after)) return;
  await ctx.scheduler.runAfter(0, internal.model.visits.counting.rejudgeNetwork, {
    campaignId,
    network,
    cursor: null,
  });
}
