/**
 * How many recipients of an audience have an open invitation from another campaign. Shown before a launch, because both
 * will work.
 */
import { stateOf } from "@latchkey/login-links/links";
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { recipientOf } from "./acceptance";
import type { Recipient } from "./recipients";

/** One transaction reads at most 32,000 rows and makes 4,096 queries, and an audience has 100,000 recipients. */
const PAGE = 250;
/** How many of an address's newest invites are checked. */
const INVITES = 5;

export interface OpenInvites {
  /** Recipients on this page, and how many of them have an open invitation. */
  looked: number;
  open: number;
  /** The cursor of the next page; null after the last. */
  cursor: string | null;
}

/** Counts one page of the audience. @param now from the caller, because a query must not read the clock */
export async function openInvitesOn(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  page: { cursor: string | null; now: number },
): Promise<OpenInvites> {
  const found = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId))
    .paginate({ numItems: PAGE, cursor: page.cursor });
  const open = await Promise.all(found.page.map((recipient) => hasOpenInvite(ctx, recipient, page.now)));
  return {
    looked: open.length,
    open: open.filter(Boolean).length,
    cursor: found.isDone ? null : found.continueCursor,
  };
}

/** An invite of another campaign, except the one that this campaign reminds of, whose link it replaces. */
async function hasOpenInvite(ctx: QueryCtx, recipient: Recipient, now: number): Promise<boolean> {
  const invites = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", recipient.email).eq("purpose", "invite"))
    .order("desc")
    .take(INVITES);
  for (const link of invites) {
    const invited = stateOf(link, now) === "ready" ? await recipientOf(ctx, link) : null;
    if (invited && invited._id !== recipient._id && invited._id !== recipient.reminderOf) return true;
  }
  return false;
}
