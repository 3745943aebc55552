import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { count } from "./counts";
import { tallyOf } from "./tally";

/** Deletes recipients of a draft. If the draft is a reminder, another reminder can then include them. */
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
  await count(ctx, campaignId, "audience", tallyOf(recipients, -1));
}
