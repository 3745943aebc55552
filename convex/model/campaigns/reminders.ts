import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { tallyOf } from "./audience";
import { count } from "./counts";

const CHUNK = 250;

/** Copies those who were mailed, have not accepted and were not reminded before; a chunk a call. */
export async function copyAudience(
  ctx: MutationCtx,
  { from, to, cursor }: { from: Id<"campaigns">; to: Id<"campaigns">; cursor: string | null },
): Promise<void> {
  if (!(await ctx.db.get("campaigns", to))) return;
  const { page, isDone, continueCursor } = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_acceptedAt", (q) => q.eq("campaignId", from).eq("acceptedAt", undefined))
    .paginate({ numItems: CHUNK, cursor });
  const silent = page.filter(isWorthReminding);
  for (const { _id, email, name, fields } of silent) {
    await ctx.db.insert("recipients", {
      campaignId: to,
      email,
      name,
      fields,
      status: "queued",
      reminderOf: _id,
    });
    await ctx.db.patch("recipients", _id, { remindedAt: Date.now() });
  }
  await count(ctx, to, "audience", tallyOf(silent));
  if (isDone) await ctx.db.patch("campaigns", to, { isAudienceChanging: undefined });
  else
    await ctx.scheduler.runAfter(0, internal.campaigns.copyForReminder, { from, to, cursor: continueCursor });
}

function isWorthReminding(recipient: Doc<"recipients">): boolean {
  const { sentAt, remindedAt, revokedAt, unsubscribedAt, bouncedAt, complainedAt } = recipient;
  return (
    sentAt !== undefined &&
    [remindedAt, revokedAt, unsubscribedAt, bouncedAt, complainedAt].every((at) => at === undefined)
  );
}
