import { v } from "convex/values";
import type { AboutAccount } from "../../../emails/account-letters";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { env } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { noteRequest } from "../../mail/pace";
import type { SavedBrand } from "../brand/validator";
import { getBrandRow } from "../brand/row";
import { campaignUrl } from "../campaignNotices/deliveries";
import { getMember } from "../people/members";
import { changeUrl } from "./addressChange";
import { noticeUrl } from "./notices";

/** The address and the content of a mail about an account. It contains links, so it must stay secret. */
export interface AccountMail {
  to: string;
  about: AboutAccount;
}

export type BrandedMail = AccountMail & { brand: SavedBrand | null };

/**
 * Returns the mail to send now, and counts it against the provider's rate limit. Null if the row that the mail is about
 * no longer exists. The same letter always has the same content, so a retry sends the same mail.
 */
export const begin = internalMutation({
  args: { kind: v.string(), id: v.string() },
  handler: async (ctx, { kind, id }): Promise<BrandedMail | null> => {
    const mail = await read(ctx, kind, id);
    if (!mail) return null;
    await noteRequest(ctx);
    return { ...mail, brand: await getBrandRow(ctx) };
  },
});

async function read(ctx: MutationCtx, kind: string, id: string): Promise<AccountMail | null> {
  if (kind === "confirmAddress" || kind === "undoAddress") return aboutChange(ctx, kind, id);
  if (kind === "deletion") return aboutDeletion(ctx, id);
  if (kind === "campaignNotice") return aboutCampaign(ctx, id);
  return aboutNotice(ctx, id);
}

async function aboutChange(ctx: MutationCtx, kind: "confirmAddress" | "undoAddress", id: string) {
  const changeId = ctx.db.normalizeId("addressChanges", id);
  const change = changeId && (await ctx.db.get("addressChanges", changeId));
  if (!change) return null;
  const { from, to } = change;
  return kind === "confirmAddress"
    ? { to, about: { kind, from, to, url: await changeUrl(change, "confirm") } }
    : { to: from, about: { kind, from, to, url: await changeUrl(change, "undo") } };
}

async function aboutDeletion(ctx: MutationCtx, id: string): Promise<AccountMail | null> {
  const memberId = ctx.db.normalizeId("members", id);
  const member = memberId && (await ctx.db.get("members", memberId));
  if (member?.deletionAt === undefined) return null;
  const url = new URL("/settings/profile", env.SITE_URL).href;
  return { to: member.email, about: { kind: "deletion", at: member.deletionAt, url } };
}

async function aboutNotice(ctx: MutationCtx, id: string): Promise<AccountMail | null> {
  const noticeId = ctx.db.normalizeId("notices", id);
  const notice = noticeId && (await ctx.db.get("notices", noticeId));
  if (!notice) return null;
  return { to: notice.email, about: { ...seenFrom(notice), url: await noticeUrl(notice) } };
}

function seenFrom({ kind, userAgent, ipAddress, _creationTime: at }: Doc<"notices">) {
  const from = { userAgent: userAgent ?? null, ipAddress: ipAddress ?? null, at };
  return { kind: kind === "recovery" ? ("recovery" as const) : ("newDevice" as const), ...from };
}

async function aboutCampaign(ctx: MutationCtx, id: string): Promise<AccountMail | null> {
  const mailId = ctx.db.normalizeId("campaignNoticeMails", id);
  const mail = mailId && (await ctx.db.get("campaignNoticeMails", mailId));
  const notice = mail && (await ctx.db.get("campaignNotices", mail.noticeId));
  const member = mail && (await getMember(ctx, mail.userId));
  if (!notice || !member) return null;
  const { kind: event, name: campaign, why, by, campaignId } = notice;
  const about = { kind: "campaign" as const, event, campaign, why: why ?? by ?? "" };
  return { to: member.email, about: { ...about, url: campaignUrl(campaignId) } };
}
