/** The sender of a campaign's mail. This file imports little, because functions that are called often use it. */
import { internal } from "../../_generated/api";
import type { QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { ChosenSender } from "../../../lib/brand/sender";

/** Why this sender cannot be used; null if it can. Another module checks it, because most campaigns set no sender. */
export async function senderProblem(ctx: QueryCtx, chosen: ChosenSender): Promise<string | null> {
  const { fromName = "", fromAddress = "" } = chosen;
  if (fromName + fromAddress === "") return null;
  return ctx.runQuery(internal.model.campaigns.senderDomains.problem, { fromName, fromAddress });
}

export async function requireSender(ctx: QueryCtx, chosen: ChosenSender): Promise<void> {
  const problem = await senderProblem(ctx, chosen);
  if (problem !== null) fail("invalid", problem, "fromAddress");
}
