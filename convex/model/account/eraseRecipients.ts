/** Erases a person from the recipients of campaigns. */
import { v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { count } from "../campaigns/counts";
import { endInvite, withdrawnStatus } from "../campaigns/invites";
import { takeOut } from "../campaigns/takeOut";
import { forgetDue } from "../reminders/rows";
import { forgetVisits } from "../visits/sweep";

type Recipient = Doc<"recipients">;

const BATCH = 50;
/** How many events of one recipient are read; a mail has far fewer. */
const MOST_EVENTS = 100;

/** A mutation, so that the code that erases accounts stays small. It runs in the caller's transaction. */
export const eraseRecipients = internalMutation({
  args: { email: v.string(), name: v.string() },
  handler: (ctx, person): Promise<"done" | "more" | "waiting"> => eraseBatch(ctx, person),
});

/**
 * Erases the person from a batch of recipients. `more` means that rows may be left. `waiting` means that all rows that
 * are left belong to batches that are being sent. Those rows cannot change yet, because a retry must send the same
 * bytes.
 */
async function eraseBatch(
  ctx: MutationCtx,
  { email, name }: { email: string; name: string },
): Promise<"done" | "more" | "waiting"> {
  const rows = await ctx.db
    .query("recipients")
    .withIndex("by_email", (q) => q.eq("email", email))
    .take(BATCH);
  const ready = rows.filter(({ status }) => status !== "claimed");
  for (const row of ready) await eraseRecipient(ctx, row, name);
  if (rows.length === 0) return "done";
  return ready.length > 0 ? "more" : "waiting";
}

/**
 * Deletes the recipient of a draft, or of a deleted draft. In other campaigns the row stays, with a pseudonym, so the
 * campaign's numbers do not change. A queued mail is not sent.
 */
async function eraseRecipient(ctx: MutationCtx, row: Recipient, name: string): Promise<void> {
  const campaign = await ctx.db.get("campaigns", row.campaignId);
  if (!campaign) return ctx.db.delete("recipients", row._id);
  if (campaign.status === "draft" || campaign.status === "deleted")
    return takeOut(ctx, row.campaignId, [row]);
  await eraseEvents(ctx, row);
  await forgetVisits(ctx, row._id);
  await forgetDue(ctx, row);
  await endInvite(ctx, row);
  const status = row.status === "queued" ? withdrawnStatus(row) : row.status;
  const empty = { name: undefined, fields: {}, error: undefined, domain: undefined };
  await ctx.db.patch("recipients", row._id, { email: name, ...empty, status });
  if (status === "withdrawn" && row.status === "queued")
    await count(ctx, row.campaignId, "sender", { withdrawn: 1 });
}

/** Removes the details of events, because a mail server's answer often quotes the address. */
async function eraseEvents(ctx: MutationCtx, { _id }: Recipient): Promise<void> {
  const events = await ctx.db
    .query("deliveryEvents")
    .withIndex("by_recipient", (q) => q.eq("recipientId", _id))
    .take(MOST_EVENTS);
  for (const { _id, details } of events)
    if (details !== undefined) await ctx.db.patch("deliveryEvents", _id, { details: undefined });
}
