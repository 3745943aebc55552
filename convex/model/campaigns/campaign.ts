import type { WithoutSystemFields } from "convex/server";
import { MAX_TEMPLATE_BYTES, mostTemplateBytes } from "../../../emails/markdown/size";
import { mergeFieldsOf } from "../../../lib/merge-fields";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { type Actor, audit, type AuditAction } from "../audit";
import { type CampaignStep, after } from "./status";
import { countsOf } from "./counts";
import { parseEmailAddress } from "../emailAddress";
import { MAX_CAMPAIGN_LIFETIME_DAYS } from "../links/loginLink";

export type Campaign = Doc<"campaigns">;
export type Draft = Pick<
  Campaign,
  "name" | "subject" | "preheader" | "body" | "buttonLabel" | "next" | "lifetimeDays" | "replyTo"
>;

const LIMITS = {
  name: 200,
  subject: 200,
  preheader: 200,
  body: 50_000,
  buttonLabel: 60,
  next: 2_000,
} as const;

export async function requireCampaign(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Campaign> {
  return (await ctx.db.get("campaigns", campaignId)) ?? fail("not_found", "There is no such campaign.");
}

/** What may be kept of a draft while it is typed: anything that fits. Whether it can be sent is for `problems`. */
export function checkDraft(draft: Partial<Draft>): void {
  for (const [field, limit] of Object.entries(LIMITS)) {
    const value = draft[field as keyof typeof LIMITS];
    if (value !== undefined && value.length > limit)
      fail("invalid", `${field} is longer than ${limit} characters.`, field);
  }
  if (draft.subject && /[\r\n]/.test(draft.subject)) fail("invalid", "A subject has one line.", "subject");
}

/** What keeps a campaign from being launched, as a sentence, and what has to be changed for it. */
export interface Problem {
  message: string;
  of: "message" | "audience" | "deployment";
}

const TOO_MUCH = "Shorten the message: it has more paragraphs, list items and links than one email can hold.";

/** Empty when nothing keeps it. */
export async function problems(ctx: QueryCtx, campaign: Campaign): Promise<Problem[]> {
  const { recipients = 0 } = await countsOf(ctx, campaign._id);
  const days = campaign.lifetimeDays;
  const has: [unknown, Problem["of"], string][] = [
    [campaign.subject.trim() === "", "message", "Write a subject."],
    [campaign.body.trim() === "", "message", "Write the message."],
    [mostTemplateBytes(campaign.body) > MAX_TEMPLATE_BYTES, "message", TOO_MUCH],
    [campaign.buttonLabel.trim() === "", "message", "Name the button."],
    [recipients === 0, "audience", "Add recipients."],
    [campaign.isAudienceChanging, "audience", "Wait until the audience is complete: it is still changing."],
    [
      !(days >= 1 && days <= MAX_CAMPAIGN_LIFETIME_DAYS),
      "message",
      `Invites can be good for 1 to ${MAX_CAMPAIGN_LIFETIME_DAYS} days.`,
    ],
    [
      campaign.replyTo && !parseEmailAddress(campaign.replyTo),
      "message",
      "The reply-to address is not an address.",
    ],
    [
      !env.POSTAL_ADDRESS,
      "deployment",
      "Set POSTAL_ADDRESS: bulk mail must carry the sender's postal address.",
    ],
  ];
  return has.filter(([isSo]) => isSo).map(([, of, message]) => ({ of, message }));
}

/** Variables that would stay blank for some: no fallback, and not every recipient has them. */
export async function blanks(
  ctx: QueryCtx,
  campaign: Campaign,
): Promise<{ field: string; lacking: number }[]> {
  const counts = await countsOf(ctx, campaign._id);
  const { subject, preheader, body, buttonLabel } = campaign;
  return mergeFieldsOf(subject, preheader, body, buttonLabel)
    .filter(({ fallback }) => fallback === null)
    .map(({ name, key }) => ({
      field: name,
      lacking: (counts.recipients ?? 0) - (counts[`has:${key}`] ?? 0),
    }))
    .filter(({ lacking }) => lacking > 0);
}

/** Takes a legal step, and writes down who took it. */
export async function step(
  ctx: MutationCtx,
  campaign: Campaign,
  taken: CampaignStep,
  {
    actor,
    action,
    patch = {},
    details,
  }: {
    actor: Actor;
    action: AuditAction;
    patch?: Partial<WithoutSystemFields<Campaign>>;
    details?: Record<string, string | number>;
  },
): Promise<void> {
  await ctx.db.patch("campaigns", campaign._id, { status: after(campaign, taken), ...patch });
  await audit(ctx, action, {
    actor,
    subject: campaign.name,
    details: { campaignId: campaign._id, ...details },
  });
}

/** Renders the mail and begins to send. In an action, because React Email cannot run in a mutation. */
export async function startSending(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  at = Date.now(),
): Promise<void> {
  const jobId = await ctx.scheduler.runAt(at, internal.mail.campaign.prepare, { campaignId });
  await ctx.db.patch("campaigns", campaignId, { jobId });
}

/**
 * The scheduled step of a campaign that is sending. It has a row of its own: it changes several times a second, and whoever
 * watches the campaign, or reads it to send a batch, must not be run again each time.
 */
export function nextStepOf(ctx: QueryCtx, campaignId: Id<"campaigns">): Promise<Doc<"campaignSteps"> | null> {
  return ctx.db
    .query("campaignSteps")
    .withIndex("by_campaign", (q) => q.eq("campaignId", campaignId))
    .unique();
}

export async function keepStep(
  ctx: MutationCtx,
  campaignId: Id<"campaigns">,
  jobId: Id<"_scheduled_functions">,
): Promise<void> {
  const step = await nextStepOf(ctx, campaignId);
  if (step) await ctx.db.patch("campaignSteps", step._id, { jobId });
  else await ctx.db.insert("campaignSteps", { campaignId, jobId });
}

/** Takes back what a campaign has scheduled. What has begun sees for itself that it comes too late. */
export async function cancelJob(ctx: MutationCtx, { _id, jobId }: Campaign): Promise<void> {
  const step = await nextStepOf(ctx, _id);
  for (const id of [jobId, step?.jobId]) {
    const job = id && (await ctx.db.system.get("_scheduled_functions", id));
    if (job?.state.kind === "pending") await ctx.scheduler.cancel(job._id);
  }
  if (jobId) await ctx.db.patch("campaigns", _id, { jobId: undefined });
  if (step) await ctx.db.delete("campaignSteps", step._id);
}
