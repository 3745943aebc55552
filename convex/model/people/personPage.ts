/** The parts of a person's page, in the shape that the page shows. None contains a secret. */
import { stateOf } from "@latchkey/login-links/links";
import { components } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { findBlock } from "../blockedAddresses";
import { asRecipientRow } from "../campaigns/recipientRow";
import { lastSeenOf } from "./lastSeen";
import { getMemberByEmail } from "./members";

type LoginLink = Doc<"loginLinks">;

/** How many links and audit rows the page shows. */
const SHOWN = 50;

/** A recipient with the name of the campaign and the state of the invitation's link. */
export async function campaignOf(ctx: QueryCtx, recipient: Doc<"recipients">) {
  const campaign = await ctx.db.get("campaigns", recipient.campaignId);
  return {
    ...asRecipientRow(recipient),
    campaign:
      campaign && campaign.status !== "deleted" ? { name: campaign.name, status: campaign.status } : null,
    link: await linkOf(ctx, recipient.linkId),
  };
}

/**
 * The state of the link. A query must not read the clock, so a link that has expired is `ready` here, and the page
 * compares `expiresAt` with the time.
 */
async function linkOf(ctx: QueryCtx, linkId: Id<"loginLinks"> | undefined) {
  const link = linkId && (await ctx.db.get("loginLinks", linkId));
  return link ? { state: stateOf(link, 0), expiresAt: link.expiresAt } : null;
}

/** The account of this address with its sessions, newest first. Null if nobody has ever signed in with it. */
export async function accountOf(ctx: QueryCtx, email: string) {
  const member = await getMemberByEmail(ctx, email);
  if (!member) return null;
  const { _id: id, _creationTime: joinedAt, userId, name = "", role, deletionAt = null } = member;
  const sessions = await ctx.runQuery(components.betterAuth.sessions.list, { userId });
  return {
    ...{ id, joinedAt, name, role, deletionAt, lastSeenAt: await lastSeenOf(ctx, userId) },
    sessions: sessions.map(({ _id, createdAt, updatedAt, ipAddress, userAgent }) => ({
      ...{ id: _id, createdAt, lastUsedAt: updatedAt },
      ...{ ipAddress: ipAddress || null, userAgent: userAgent || null },
    })),
  };
}

/** The block of the mail provider; null if there is none now. */
export async function blockOf(ctx: QueryCtx, email: string) {
  const row = await findBlock(ctx, email);
  return row && row.unblockedAt === undefined ? { reason: row.reason, since: row.at } : null;
}

const PURPOSES = ["sign-in", "invite", "minted", "test", "confirm"] as const satisfies LoginLink["purpose"][];

/** The newest links of the address. The index sorts by purpose first, so each purpose is read alone. */
export async function linksOf(ctx: QueryCtx, email: string) {
  const links = await Promise.all(PURPOSES.map((purpose) => newestLinks(ctx, email, purpose)));
  return links
    .flat()
    .sort((a, b) => b._creationTime - a._creationTime)
    .slice(0, SHOWN)
    .map((link) => ({
      ...{ id: link._id, purpose: link.purpose, createdAt: link._creationTime },
      ...{ state: stateOf(link, 0), expiresAt: link.expiresAt, usedAt: link.usedAt ?? null },
    }));
}

function newestLinks(ctx: QueryCtx, email: string, purpose: LoginLink["purpose"]): Promise<LoginLink[]> {
  return ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email).eq("purpose", purpose))
    .order("desc")
    .take(SHOWN);
}

/** The newest audit rows whose target or actor is the person. */
export async function auditOf(ctx: QueryCtx, email: string) {
  const about = await ctx.db
    .query("auditEvents")
    .withIndex("by_subject", (q) => q.eq("subject", email))
    .order("desc")
    .take(SHOWN);
  const written = await ctx.db
    .query("auditEvents")
    .withIndex("by_actorName", (q) => q.eq("actorName", email))
    .order("desc")
    .take(SHOWN);
  const rows = [...new Map([...about, ...written].map((row) => [row._id, row])).values()];
  return rows
    .sort((a, b) => b._creationTime - a._creationTime)
    .slice(0, SHOWN)
    .map(({ _id, _creationTime, action, actorName, actor, subject }) => ({
      ...{ id: _id, at: _creationTime, action, actor: actorName, actorKind: actor.kind, subject },
    }));
}
