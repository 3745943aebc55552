/**
 * Each reminder is sent by a separate campaign, which belongs to the original campaign and is not in the list. So it
 * uses the same batches, rate limit, pauses and counters. While nobody is due, this campaign counts as sent.
 */
import { reminderName } from "../../../lib/messages/reminders";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { audit } from "../audit";
import { draftOf } from "../campaigns/drafts";
import { namedFields } from "../campaigns/listed";
import { stopIfDangerous } from "../campaigns/safety";
import { hasTemplate } from "../campaigns/templates";
import { proceedLater, startSending } from "../campaigns/starting";
import { after } from "../campaigns/status";
import { mailingOf, type Step } from "./plans";

type Campaign = Doc<"campaigns">;

/** Returns the campaign to which due people can be added now. Null if too many of its mails have bounced. */
export async function wake(
  ctx: MutationCtx,
  original: Campaign,
  step: Step,
): Promise<Id<"campaigns"> | null> {
  const mailing = await mailingOf(ctx, step);
  if (!mailing) return create(ctx, original, step);
  if (mailing.status === "sending") return mailing._id;
  await ctx.db.patch("campaigns", mailing._id, { status: after(mailing, "reopen"), finishedAt: undefined });
  if (await stopIfDangerous(ctx, mailing._id)) return null;
  if (await hasTemplate(ctx, mailing._id)) await proceedLater(ctx, mailing._id, 0);
  else await startSending(ctx, mailing._id);
  return mailing._id;
}

async function create(ctx: MutationCtx, original: Campaign, step: Step): Promise<Id<"campaigns">> {
  const { number, subject, body, buttonLabel } = step;
  const name = reminderName(original.name, number).slice(0, 200);
  const campaignId = await ctx.db.insert("campaigns", {
    ...draftOf(original),
    name,
    ...namedFields({ name }),
    createdAt: Date.now(),
    subject: subject ?? original.subject,
    body: body ?? original.body,
    buttonLabel: buttonLabel ?? original.buttonLabel,
    status: "sending",
    createdBy: original.createdBy,
    invitedBy: original.invitedBy,
    ...(original.startedBy ? { startedBy: original.startedBy } : {}),
    launchedAt: Date.now(),
    reminderOf: original._id,
    reminderNumber: number,
  });
  // This row lets too many bounces or complaints stop the reminder. The reminder does not wait for a first part,
  // because all of its addresses got the invitation.
  await ctx.db.insert("firstParts", { campaignId, size: 0, left: 0, isOver: true });
  await ctx.db.patch("reminderSteps", step._id, { reminderId: campaignId });
  await startSending(ctx, campaignId);
  await audit(ctx, "campaign.reminderBegan", {
    actor: { kind: "backend" },
    subject: original.name,
    details: { campaignId: original._id, number },
  });
  return campaignId;
}
