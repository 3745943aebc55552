/** Queues batches, to be sent in their slots. */
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { nextSlot, startBefore } from "../../mail/pace";
import { campaignMail } from "../../mail/queue";

export async function enqueue(ctx: MutationCtx, batchId: Id<"batches">, dueAt: number): Promise<void> {
  const options = { runAt: startBefore(dueAt) };
  await campaignMail.enqueueAction(ctx, internal.mail.campaign.send, { batchId }, options);
}

/** Queues a batch again, to be sent after at least `atLeast` ms. */
export async function enqueueAgain(ctx: MutationCtx, batchId: Id<"batches">, atLeast: number): Promise<void> {
  const dueAt = Math.max(Date.now() + atLeast, await nextSlot(ctx));
  await ctx.db.patch("batches", batchId, { dueAt });
  await enqueue(ctx, batchId, dueAt);
}
