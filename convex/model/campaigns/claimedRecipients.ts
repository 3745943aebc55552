/** Checks a batch's recipients a last time before it is sent, and puts them back into the queue if it is not sent. */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { whyNotMailed } from "../../mail/allowList";
import { provenMembers } from "../people/members";
import { count } from "./counts";
import { giveBackToFirstPart } from "./firstPart";
import { withdrawnStatus, withoutNewLink } from "./invites";
import { inBatch, type Recipient } from "./recipients";
import { getSuppression } from "./suppressions";

/**
 * Drops recipients who must not get this mail any more, and returns the others. A recipient is dropped if the invite
 * was revoked, if the person is a member or suppressed by now, if the invite that this mail is a reminder of was
 * accepted or revoked, or if MAIL_ALLOW_LIST does not include the address.
 */
export async function dropUnmailable(ctx: MutationCtx, batch: Doc<"batches">): Promise<Recipient[]> {
  const tally = { member: 0, suppressed: 0, withdrawn: 0, failed: 0 };
  const claimed = await inBatch(ctx, batch._id);
  const members = await provenMembers(
    ctx,
    claimed.map(({ email }) => email),
  );
  const recipients = await Promise.all(
    claimed.map(async (recipient) => {
      const dropped = await whyDropped(ctx, recipient, members);
      if (!dropped) return recipient;
      if (dropped.status in tally) tally[dropped.status as keyof typeof tally]++;
      const link = await withoutNewLink(ctx, recipient);
      await ctx.db.patch("recipients", recipient._id, { ...dropped, ...link, batchId: undefined });
      return null;
    }),
  );
  await count(ctx, batch.campaignId, "sender", tally);
  const dropped = Object.values(tally).reduce((sum, by) => sum + by, 0);
  await giveBackToFirstPart(ctx, batch.campaignId, dropped);
  return recipients.filter((recipient) => recipient !== null);
}

type Dropped =
  | { status: "member"; memberAt: number }
  | { status: "suppressed"; suppressedAt: number }
  | { status: ReturnType<typeof withdrawnStatus> }
  | { status: "failed"; failedAt: number; error: string };

async function whyDropped(
  ctx: MutationCtx,
  recipient: Recipient,
  members: Set<string>,
): Promise<Dropped | null> {
  const { email, reminderOf, revokedAt } = recipient;
  const now = Date.now();
  if (revokedAt !== undefined) return { status: withdrawnStatus(recipient) };
  if (members.has(email)) return { status: "member", memberAt: now };
  if (await getSuppression(ctx, email)) return { status: "suppressed", suppressedAt: now };
  const original = reminderOf && (await ctx.db.get("recipients", reminderOf));
  if (original && (original.acceptedAt ?? original.revokedAt) !== undefined) return { status: "withdrawn" };
  const error = whyNotMailed(email);
  return error === null ? null : { status: "failed", failedAt: now, error };
}

/**
 * Puts the recipients of a batch that was not sent back into the queue. If the campaign was cancelled, withdraws them.
 */
export async function putBack(
  ctx: MutationCtx,
  batch: Doc<"batches">,
  campaign: Doc<"campaigns">,
): Promise<void> {
  const recipients = await inBatch(ctx, batch._id);
  const status = campaign.status === "cancelled" ? "withdrawn" : "queued";
  for (const recipient of recipients) {
    const link = await withoutNewLink(ctx, recipient);
    await ctx.db.patch("recipients", recipient._id, { status, ...link, batchId: undefined });
  }
  await giveBackToFirstPart(ctx, campaign._id, recipients.length);
  if (status === "withdrawn") await count(ctx, campaign._id, "sender", { withdrawn: recipients.length });
}
