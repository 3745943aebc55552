import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { count } from "./counts";
import { tallyOf } from "./tally";

/**
 * Deletes recipients of a draft, and counts them as `removed`. With that counter one can notice that somebody has
 * exchanged people of the audience, although their number is the same. If the draft is a reminder, another reminder can
 * then include them.
 */
export async function takeOut(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  recipients: Doc<"recipients">[],
): Promise<void> {
  for (const { _id, reminderOf } of recipients) {
    await ctx.db.delete("recipients", _id);
    if (reminderOf && (await ctx.db.get("recipients", reminderOf)))
      await ctx.db.patch("recipients", reminderOf, { remindedAt: undefined });
  }
  const removed = recipients.length;
  await count(ctx, campaignId, "audience", { ...tallyOf(recipients, -1), removed });
}
