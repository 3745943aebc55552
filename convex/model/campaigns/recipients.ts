/**
 * Queries for a campaign's recipients by status and by batch. This file imports no code of links, because functions that
 * are called often use it.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

export type Recipient = Doc<"recipients">;

/** The number of recipients in one call to the provider, which accepts no more than this. */
export const BATCH_SIZE = 100;

/** False for an erased person, whose row has a pseudonym in place of the address, so no link can be made for it. */
export const hasAddress = ({ email }: Pick<Recipient, "email">): boolean => email.includes("@");

export function withStatus(ctx: MutationCtx, campaignId: Id<"campaigns">, status: Recipient["status"]) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_status_and_email", (q) =>
      q.eq("campaignId", campaignId).eq("status", status),
    );
}

export function inBatch(ctx: MutationCtx, batchId: Id<"batches">): Promise<Recipient[]> {
  return ctx.db
    .query("recipients")
    .withIndex("by_batch", (q) => q.eq("batchId", batchId))
    .take(BATCH_SIZE);
}
