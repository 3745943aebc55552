/** Puts recipients whose mail failed back into the queue, so that a new batch mails them once. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { nextStepOf } from "./campaign";
import { count } from "./counts";
import { hasAddress } from "./recipients";
import { proceedLater } from "./starting";

type Recipient = Doc<"recipients">;

/**
 * Queues failed recipients of one campaign again, and returns how many were queued. An erased person has no address any
 * more, so their mail is withdrawn instead.
 */
export async function requeue(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  failed: Recipient[],
): Promise<number> {
  const mailable = failed.filter(hasAddress);
  const cleared = { batchId: undefined, error: undefined, failedAt: undefined };
  for (const recipient of failed) {
    const status = mailable.includes(recipient) ? "queued" : "withdrawn";
    await ctx.db.patch("recipients", recipient._id, { status, ...cleared });
  }
  const withdrawn = failed.length - mailable.length;
  await count(ctx, campaignId, "sender", { failed: -failed.length, withdrawn });
  return mailable.length;
}

/** Starts the next step, unless a step is already scheduled, because a campaign must have only one chain of steps. */
export async function proceedUnlessDue(ctx: MutationCtx, campaignId: Id<"campaigns">): Promise<void> {
  const step = await nextStepOf(ctx, campaignId);
  const job = step && (await ctx.db.system.get("_scheduled_functions", step.jobId));
  if (job?.state.kind !== "pending") await proceedLater(ctx, campaignId, 0);
}
