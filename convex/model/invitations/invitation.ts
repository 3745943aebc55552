/** Invitations that were mailed and not accepted: by an admin to a colleague, or by a campaign. */
import { v } from "convex/values";
import type { PaginationOptions } from "convex/server";
import { type Role, ROLE_RANK } from "../../../lib/roles";
import { prefixEnd } from "../../../lib/prefix-end";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { recipientOf } from "../campaigns/acceptance";
import { grantOf } from "../links/grants";
import { getMemberByEmail } from "../people/members";

type LoginLink = Doc<"loginLinks">;

export const invitationSource = v.union(v.literal("colleague"), v.literal("campaign"));
type Source = "colleague" | "campaign";

const PURPOSE = { colleague: "minted", campaign: "invite" } as const;

/**
 * How many links one page of a search reads. It is more than a page shows, because some links are not open invitations.
 */
const SCANNED = 200;

export interface Invitation {
  id: Id<"loginLinks">;
  email: string;
  name: string | null;
  /** The role that the invitation gives. */
  role: Role;
  campaign: { id: Id<"campaigns">; name: string } | null;
  invitedBy: string;
  invitedAt: number;
  expiresAt: number;
  /**
   * `sending` means that the mail is still queued. If this mail repeats an earlier one, the link in the earlier mail
   * works.
   */
  mail: "sending" | "sent" | "failed";
}

interface Wanted {
  source: Source;
  /** The beginning of an address. */
  search: string;
  paginationOpts: PaginationOptions;
}

/**
 * A page of invitations, the newest first; a search sorts them by address. A page may be short or empty although more
 * pages follow.
 */
export async function pendingInvitations(ctx: QueryCtx, { source, search, paginationOpts }: Wanted) {
  const found = await (search === ""
    ? openLinks(ctx, source).paginate(paginationOpts)
    : linksTo(ctx, search).paginate({
        ...paginationOpts,
        numItems: Math.max(SCANNED, paginationOpts.numItems),
      }));
  const page = await Promise.all(found.page.map((link) => invitationOf(ctx, link, source)));
  return { ...found, page: page.filter((invitation) => invitation !== null) };
}

/** Mailed links that were neither used nor revoked. They include expired links, until those are swept. */
function openLinks(ctx: QueryCtx, source: Source) {
  return ctx.db
    .query("loginLinks")
    .withIndex("by_purpose_and_verifiesEmail_and_usedAt_and_revokedAt", (q) =>
      q
        .eq("purpose", PURPOSE[source])
        .eq("verifiesEmail", true)
        .eq("usedAt", undefined)
        .eq("revokedAt", undefined),
    )
    .order("desc");
}

function linksTo(ctx: QueryCtx, prefix: string) {
  return ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.gte("email", prefix).lt("email", prefixEnd(prefix)));
}

function invitationOf(ctx: QueryCtx, link: LoginLink, source: Source): Promise<Invitation | null> {
  const isOpen = link.verifiesEmail && link.usedAt === undefined && link.revokedAt === undefined;
  if (!isOpen || link.purpose !== PURPOSE[source]) return Promise.resolve(null);
  return source === "campaign" ? campaignInvitation(ctx, link) : colleagueInvitation(ctx, link);
}

/**
 * The invitation of a colleague. Null if the link would give a member no higher role, and null if there is a newer link
 * for the same address.
 */
async function colleagueInvitation(ctx: QueryCtx, link: LoginLink): Promise<Invitation | null> {
  const role = (await grantOf(ctx, link)) ?? "member";
  const member = await getMemberByEmail(ctx, link.email);
  if (member && ROLE_RANK[role] <= ROLE_RANK[member.role]) return null;
  if ((await newestTo(ctx, link))._id !== link._id) return null;
  const { mailedAt, notMailedBecause } = link;
  const unsent = notMailedBecause === undefined ? "sending" : "failed";
  return { ...common(link), role, campaign: null, mail: mailedAt === undefined ? unsent : "sent" };
}

async function newestTo(ctx: QueryCtx, link: LoginLink): Promise<LoginLink> {
  const newest = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", link.email).eq("purpose", link.purpose))
    .order("desc")
    .first();
  return newest ?? link;
}

/**
 * The invitation of a campaign's recipient. Null if the person has joined in another way, and null if there is a newer
 * link for the recipient.
 */
async function campaignInvitation(ctx: QueryCtx, link: LoginLink): Promise<Invitation | null> {
  const recipient = await recipientOf(ctx, link);
  if (recipient?.linkId !== link._id || recipient.acceptedAt !== undefined) return null;
  if (await getMemberByEmail(ctx, link.email)) return null;
  const campaign = await ctx.db.get("campaigns", recipient.campaignId);
  if (!campaign) return null;
  const { _id: id, name } = campaign;
  return { ...common(link), role: "member", campaign: { id, name }, mail: MAIL[recipient.status] ?? "sent" };
}

const MAIL: Partial<Record<Doc<"recipients">["status"], Invitation["mail"]>> = {
  queued: "sending",
  claimed: "sending",
  failed: "failed",
  bounced: "failed",
  suppressed: "failed",
};

function common({ _id, email, name, _creationTime, expiresAt, mintedBy }: LoginLink) {
  const invitedBy =
    mintedBy.kind === "user" ? mintedBy.email : mintedBy.kind === "apiKey" ? mintedBy.name : "";
  return { id: _id, email, name: name ?? null, invitedBy, invitedAt: _creationTime, expiresAt };
}
