/**
 * A campaign while it is being written: what can be saved, what is missing before it can be launched, and new drafts.
 */
import { MAX_TEMPLATE_BYTES, mostTemplateBytes } from "../../../emails/markdown/size";
import { parseReplyTo } from "../../../lib/reply-to";
import type { Id } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { Viewer } from "../people/viewer";
import { type Campaign, requireCampaign } from "./campaign";
import { countsOf } from "./counts";

/** The longest lifetime of an invite. */
const MAX_LIFETIME_DAYS = 60;

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
export function createDraft(
  ctx: MutationCtx,
  { id, email }: Pick<Viewer, "id" | "email">,
  draft: Draft & Pick<Campaign, "reminderOf" | "isAudienceChanging">,
): Promise<Id<"campaigns">> {
  return ctx.db.insert("campaigns", { ...draft, status: "draft", createdBy: id, invitedBy: email });
}

/** The message of a campaign, to copy it into another one. */
export function draftOf(campaign: Draft): Draft {
  const { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo } = campaign;
  return { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo };
}

/** The campaign, if it is still a draft. Otherwise fails with this message. */
export async function requireDraft(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  message: string,
): Promise<Campaign> {
  const campaign = await requireCampaign(ctx, campaignId);
  return campaign.status === "draft" ? campaign : fail("conflict", message);
}

/**
 * Checks what is saved while a draft is being typed: only sizes and formats. `problems` checks whether it can be sent.
 */
export function checkDraft(draft: Partial<Draft>): void {
  for (const [field, limit] of Object.entries(LIMITS)) {
    const value = draft[field as keyof typeof LIMITS];
    if (value !== undefined && value.length > limit)
      fail("invalid", `${field} is longer than ${limit} characters.`, field);
  }
  if (draft.subject && /[\r\n]/.test(draft.subject)) fail("invalid", "A subject has one line.", "subject");
}

/** One reason why a campaign cannot be launched, as a sentence, and the field to change. */
export interface Problem {
  message: string;
  of: "message" | "audience" | "deployment";
}

const TOO_MUCH = "Shorten the message: it has more paragraphs, list items and links than one email can hold.";

/** Empty if the campaign can be launched. */
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
      !(days >= 1 && days <= MAX_LIFETIME_DAYS),
      "message",
      `Invites can be good for 1 to ${MAX_LIFETIME_DAYS} days.`,
    ],
    [
      parseReplyTo(campaign.replyTo ?? "") === null,
      "message",
      "The reply-to address is not an address. Write team@example.com, or Team <team@example.com>.",
    ],
    [
      !env.POSTAL_ADDRESS,
      "deployment",
      "Set POSTAL_ADDRESS: bulk mail must carry the sender's postal address.",
    ],
  ];
  return has.filter(([isSo]) => isSo).map(([, of, message]) => ({ of, message }));
}
