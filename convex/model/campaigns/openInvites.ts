/**
 * Counts the recipients of an audience who have an open invitation from another campaign. A marketer sees the number
 * before a launch, because both invitations will work.
 */
import { stateOf } from "@latchkey/login-links/links";
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { recipientOf } from "./acceptance";
import type { Recipient } from "./recipients";

/**
 * How many recipients one call checks. An audience may have 100,000, but one transaction reads at most 32,000 rows and
 * makes at most 4,096 queries.
 */
const PAGE = 250;
/** How many of an address's newest invites are checked. */
const INVITES = 5;

export interface OpenInvites {
  /** How many recipients were checked on this page, and how many of them have an open invitation. */
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

/**
 * Whether the recipient has an open invite from another campaign. The invite that this campaign reminds of does not
 * count, because the reminder replaces its link.
 */
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
