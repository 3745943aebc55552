/** Pending invitations, for admins. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import * as messages from "../lib/messages/invitations";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { fail } from "./errors";
import { adminMutation, adminQuery } from "./functions";
import { invitationSource, pendingInvitations } from "./model/invitations/invitation";
import { resendInvitation } from "./model/invitations/resend";
import { revokeInvitation } from "./model/invitations/revoke";

const MAX_SEARCH = 320;

/**
 * Invitations that were mailed and not accepted, the newest first. Expired invitations stay in the list for a week.
 * `search` matches the beginning of an address. A page may be short or empty although more pages follow.
 */
export const list = adminQuery({
  args: {
    source: invitationSource,
    search: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  handler: (ctx, { source, search = "", paginationOpts }) =>
    pendingInvitations(ctx, {
      source,
      search: search.trim().toLowerCase().slice(0, MAX_SEARCH),
      paginationOpts,
    }),
});

/** Mails the invitation again, with a new link. The old link works until the new mail has been sent. */
export const resend = adminMutation({
  args: { invitationId: v.id("loginLinks") },
  handler: async (ctx, { invitationId }) => {
    await resendInvitation(ctx, ctx.viewer, await requireInvitation(ctx, invitationId));
    return null;
  },
});

/** Revokes the invitation's link at once. `revoked` is false if there was nothing to revoke. */
export const revoke = adminMutation({
  args: { invitationId: v.id("loginLinks") },
  handler: async (ctx, { invitationId }) => {
    const link = await requireInvitation(ctx, invitationId);
    return { revoked: await revokeInvitation(ctx, ctx.viewer, link) };
  },
});

/**
 * The link of an invitation. Only mailed links count as invitations: any other link was shown to its maker, who may
 * have passed it on.
 */
async function requireInvitation(ctx: MutationCtx, linkId: Id<"loginLinks">): Promise<Doc<"loginLinks">> {
  const link = await ctx.db.get("loginLinks", linkId);
  const isInvitation = link?.verifiesEmail && (link.purpose === "minted" || link.purpose === "invite");
  return isInvitation ? link : fail("not_found", messages.NO_SUCH_INVITATION);
}
