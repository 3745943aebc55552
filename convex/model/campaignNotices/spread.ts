/** Sends one notice to everybody who should hear of it: mails through the queue of sign-in mails, and webhooks. */
import { v } from "convex/values";
import { ROLE_RANK } from "../../../lib/roles";
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { mailAccountLetter } from "../../mail/accountQueue";
import { getMember } from "../people/members";
import { deliverNotice } from "./deliveries";

type Notice = Doc<"campaignNotices">;
type Member = Doc<"members">;

/** How many people with each role are asked for approval. */
const MOST_ASKED = 20;

export const spread = internalMutation({
  args: { noticeId: v.id("campaignNotices") },
  handler: async (ctx, { noticeId }): Promise<void> => {
    const notice = await ctx.db.get("campaignNotices", noticeId);
    if (!notice) return;
    for (const { userId } of await readers(ctx, notice)) await mailTo(ctx, notice, userId);
    await deliverNotice(ctx, notice);
  },
});

async function mailTo(ctx: MutationCtx, { _id: noticeId }: Notice, userId: string): Promise<void> {
  const id = await ctx.db.insert("campaignNoticeMails", { noticeId, userId });
  await mailAccountLetter(ctx, { kind: "campaignNotice", id });
}

/** The people to mail, each once: those who still have a role and have chosen this kind of notice. */
async function readers(ctx: QueryCtx, notice: Notice): Promise<Member[]> {
  const members = notice.kind === "approvalAsked" ? await launchers(ctx) : await authors(ctx, notice);
  const isWanted = await Promise.all(members.map((member) => wantsMail(ctx, member, notice)));
  return members.filter((_, index) => isWanted[index]);
}

async function wantsMail(
  ctx: QueryCtx,
  { userId, email, role }: Member,
  { by, kind }: Notice,
): Promise<boolean> {
  if (ROLE_RANK[role] < ROLE_RANK.writer || email === by) return false;
  const level = await noticeLevelOf(ctx, userId);
  return level === "all" || (level === "problems" && kind !== "finished");
}

async function authors(ctx: QueryCtx, { campaignId }: Notice): Promise<Member[]> {
  const campaign = await ctx.db.get("campaigns", campaignId);
  if (!campaign) return [];
  const ids = new Set([campaign.createdBy, campaign.startedBy ?? campaign.createdBy]);
  const members = await Promise.all([...ids].map((id) => getMember(ctx, id)));
  return members.filter((member) => member !== null);
}

async function launchers(ctx: QueryCtx): Promise<Member[]> {
  const found = (["marketer", "admin"] as const).map((role) =>
    ctx.db
      .query("members")
      .withIndex("by_role_and_email", (q) => q.eq("role", role))
      .take(MOST_ASKED),
  );
  return (await Promise.all(found)).flat();
}

/** Which notices this person is mailed. A campaign that went well is no reason to mail people who did not ask for it. */
export async function noticeLevelOf(ctx: QueryCtx, userId: string): Promise<Doc<"noticeChoices">["level"]> {
  const row = await ctx.db
    .query("noticeChoices")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .first();
  return row?.level ?? "problems";
}

/** How long notices and the log of deliveries are kept, in ms. */
const KEPT = 30 * 24 * 3_600_000;
const BATCH = 200;

/** Deletes old notices and deliveries, a batch in each call. A cron job calls this. */
export const sweep = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const before = Date.now() - KEPT;
    let most = 0;
    for (const table of ["campaignNotices", "campaignNoticeMails", "webhookDeliveries"] as const) {
      const old = await ctx.db
        .query(table)
        .withIndex("by_creation_time", (q) => q.lt("_creationTime", before))
        .take(BATCH);
      for (const { _id } of old) await ctx.db.delete(table, _id);
      most = Math.max(most, old.length);
    }
    if (most === BATCH) await ctx.scheduler.runAfter(0, internal.model.campaignNotices.spread.sweep, {});
  },
});
