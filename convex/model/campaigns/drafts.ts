/** Drafts of campaigns: creating them, checking what is saved, and listing what is missing before a launch. */
import * as messages from "../../../lib/messages/campaign-launch";
import { ONE_LINE, tooLong } from "../../../lib/messages/campaign-draft";
import { MAX_TEMPLATE_BYTES, mostTemplateBytes } from "../../../emails/markdown/size";
import { parseReplyTo } from "../../../lib/reply-to";
import type { Id } from "../../_generated/dataModel";
import { type MutationCtx, type QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { getBrandRow, postalAddressOf } from "../brand/row";
import type { Viewer } from "../people/viewer";
import { type Campaign, enterSoon, requireCampaign } from "./campaign";
import { countsOf } from "./counts";
import { senderProblem } from "./sender";

/** The longest lifetime of an invite, in days. */
const MAX_LIFETIME_DAYS = 60;

export type Draft = Pick<
  Campaign,
  | "name"
  | "subject"
  | "preheader"
  | "body"
  | "buttonLabel"
  | "next"
  | "lifetimeDays"
  | "replyTo"
  | "fromName"
  | "fromAddress"
>;

const LIMITS = {
  name: 200,
  subject: 200,
  preheader: 200,
  body: 50_000,
  buttonLabel: 60,
  next: 2_000,
  replyTo: 1_000,
  fromName: 60,
  fromAddress: 254,
} as const;

export const EMPTY_DRAFT: Draft = {
  name: "Untitled campaign",
  subject: "",
  preheader: "",
  body: "",
  buttonLabel: "Accept the invitation",
  next: "/dashboard",
  lifetimeDays: 14,
};

/** Creates a draft that belongs to the caller. */
export async function createDraft(
  ctx: MutationCtx,
  { id, email }: Pick<Viewer, "id" | "email">,
  draft: Draft & Pick<Campaign, "reminderOf" | "isAudienceChanging">,
): Promise<Id<"campaigns">> {
  const fields = { ...draft, createdAt: Date.now(), status: "draft" as const };
  const campaignId = await ctx.db.insert("campaigns", { ...fields, createdBy: id, invitedBy: email });
  await enterSoon(ctx, campaignId);
  return campaignId;
}

/** The fields of a campaign that a copy of it starts with. */
export function draftOf(campaign: Draft): Draft {
  const { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo, fromName, fromAddress } =
    campaign;
  return {
    name,
    subject,
    preheader,
    body,
    buttonLabel,
    next,
    lifetimeDays,
    replyTo,
    fromName,
    fromAddress,
  };
}

/** The campaign, if it is still a draft. Otherwise fails with `message`. */
export async function requireDraft(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  message: string,
): Promise<Campaign> {
  const campaign = await requireCampaign(ctx, campaignId);
  return campaign.status === "draft" ? campaign : fail("conflict", message);
}

/**
 * Checks the sizes and formats of fields before they are saved. `problems` checks whether the campaign can be launched.
 */
export function checkDraft(draft: Partial<Draft>): void {
  for (const [field, limit] of Object.entries(LIMITS)) {
    const value = draft[field as keyof typeof LIMITS];
    if (value !== undefined && value.length > limit)
      fail("invalid", tooLong(field as keyof typeof LIMITS, limit), field);
  }
  if (draft.subject && /[\r\n]/.test(draft.subject)) fail("invalid", ONE_LINE, "subject");
}

/** One reason why a campaign cannot be launched, as a sentence, and the part of the campaign to correct. */
export interface Problem {
  message: string;
  of: "message" | "audience" | "deployment";
}

/** The reasons why the campaign cannot be launched; empty if it can. */
export async function problems(ctx: QueryCtx, campaign: Campaign): Promise<Problem[]> {
  const { recipients = 0 } = await countsOf(ctx, campaign._id);
  const days = campaign.lifetimeDays;
  const sender = await senderProblem(ctx, campaign);
  const hasPostalAddress = postalAddressOf(await getBrandRow(ctx)) !== "";
  const has: [unknown, Problem["of"], string][] = [
    [campaign.subject.trim() === "", "message", messages.NO_SUBJECT_PROBLEM],
    [campaign.body.trim() === "", "message", messages.NO_MESSAGE_PROBLEM],
    [mostTemplateBytes(campaign.body) > MAX_TEMPLATE_BYTES, "message", messages.MESSAGE_TOO_LARGE],
    [campaign.buttonLabel.trim() === "", "message", messages.NO_BUTTON_PROBLEM],
    [recipients === 0, "audience", messages.NO_RECIPIENTS_PROBLEM],
    [campaign.isAudienceChanging, "audience", messages.AUDIENCE_CHANGING],
    [!(days >= 1 && days <= MAX_LIFETIME_DAYS), "message", messages.lifetimeProblem(MAX_LIFETIME_DAYS)],
    [parseReplyTo(campaign.replyTo ?? "") === null, "message", messages.REPLY_TO_PROBLEM],
    [sender, "message", sender ?? ""],
    [!hasPostalAddress, "deployment", messages.POSTAL_ADDRESS_PROBLEM],
  ];
  return has.filter(([isSo]) => isSo).map(([, of, message]) => ({ of, message }));
}
