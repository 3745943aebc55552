import { components } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { passkeysOf } from "../passkeys/passkeys";
import { findBlock } from "../blockedAddresses";
import { findSuppression } from "../campaigns/suppressions";
import { browsersOf } from "./deviceNames";
import { shownOpening } from "../visits/opening";
import { lastSeenOf } from "../people/lastSeen";
import { getMember, getMemberByEmail, provenMembers } from "../people/members";
import type { Viewer } from "../people/viewer";

const MOST = 1_000;
const MOST_VISITS = 50;

/**
 * All data that names the viewer, for a download. It contains no secrets. Audit rows come without their details, which
 * may describe what somebody else did.
 */
export async function personalData(ctx: QueryCtx, viewer: Person) {
  return { ...(await accountData(ctx, viewer)), ...(await addressData(ctx, viewer.email)) };
}

type Person = Pick<Viewer, "id" | "email" | "name" | "emailVerified" | "role">;

/** The same data about the person with this address, who may have no account. Then `account` is null. */
export async function personalDataOf(ctx: QueryCtx, email: string) {
  const member = await getMemberByEmail(ctx, email);
  if (!member) return { email, account: null, ...(await addressData(ctx, email)) };
  const { userId: id, name = "", role } = member;
  const emailVerified = (await provenMembers(ctx, [email])).has(email);
  return { email, ...(await personalData(ctx, { id, email, name, emailVerified, role })) };
}

async function accountData(ctx: QueryCtx, { id: userId, email, name, emailVerified, role }: Person) {
  const member = await getMember(ctx, userId);
  const [sessions, browsers, passkeys] = await Promise.all([
    ctx.runQuery(components.betterAuth.sessions.list, { userId }),
    browsersOf(ctx, userId, MOST),
    passkeysOf(ctx, userId),
  ]);
  return {
    account: {
      email,
      emailVerified,
      name,
      role,
      joinedAt: iso(member?._creationTime),
      lastSeenAt: iso((await lastSeenOf(ctx, userId)) ?? undefined),
      profile: member?.profile ?? {},
    },
    browsers: browsers.map(({ name, signedInAt }) => ({ name: name ?? null, signedInAt: iso(signedInAt) })),
    sessions: sessions.map(({ createdAt, updatedAt, ipAddress, userAgent }) => ({
      createdAt: iso(createdAt),
      lastUsedAt: iso(updatedAt),
      ipAddress: ipAddress ?? null,
      userAgent: userAgent ?? null,
    })),
    passkeys: passkeys.map(({ name, _creationTime, lastUsedAt }) => ({
      name,
      addedAt: iso(_creationTime),
      lastUsedAt: iso(lastUsedAt),
    })),
  };
}

async function addressData(ctx: QueryCtx, email: string) {
  const [links, invitations, audit] = await Promise.all([
    linksOf(ctx, email),
    invitationsOf(ctx, email),
    auditOf(ctx, email),
  ]);
  return {
    links,
    invitations,
    audit,
    suppression: await suppressionOf(ctx, email),
    blocked: await blockOf(ctx, email),
  };
}

async function linksOf(ctx: QueryCtx, email: string) {
  const links = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email))
    .take(MOST);
  return links.map(({ purpose, _creationTime, expiresAt, usedAt, requestedFrom }) => ({
    purpose,
    createdAt: iso(_creationTime),
    expiresAt: iso(expiresAt),
    usedAt: iso(usedAt),
    requestedFrom: requestedFrom ?? null,
  }));
}

/** The audit rows whose actor or subject is this person. Addresses and User-Agents of other actors are left out. */
async function auditOf(ctx: QueryCtx, email: string) {
  const written = await ctx.db
    .query("auditEvents")
    .withIndex("by_actorName", (q) => q.eq("actorName", email))
    .order("desc")
    .take(MOST);
  const about = await ctx.db
    .query("auditEvents")
    .withIndex("by_subject", (q) => q.eq("subject", email))
    .order("desc")
    .take(MOST);
  const rows = [...new Map([...written, ...about].map((row) => [row._id, row])).values()];
  return rows
    .sort((a, b) => b._creationTime - a._creationTime)
    .map(({ action, actorName, subject, _creationTime, ipAddress, userAgent }) => {
      const isOwn = actorName === email;
      const from = isOwn ? { ipAddress: ipAddress ?? null, userAgent: userAgent ?? null } : {};
      return { at: iso(_creationTime), action, by: actorName, to: subject, ...from };
    });
}

async function invitationsOf(ctx: QueryCtx, email: string) {
  const recipients = await ctx.db
    .query("recipients")
    .withIndex("by_email", (q) => q.eq("email", email))
    .take(MOST);
  return Promise.all(
    recipients.map(async ({ _id, name, fields, status, ...times }) => ({
      ...{ name: name ?? null, fields, status },
      ...Object.fromEntries(INVITATION_TIMES.map((time) => [time, iso(times[time])])),
      linkOpened: await linkOpened(ctx, _id),
    })),
  );
}

/** What is stored about requests for the person's link, and who is judged to have opened it. */
async function linkOpened(ctx: QueryCtx, recipientId: Id<"recipients">) {
  const visits = await ctx.db
    .query("linkVisits")
    .withIndex("by_recipient", (q) => q.eq("recipientId", recipientId))
    .take(MOST_VISITS);
  return {
    by: (await shownOpening(ctx, recipientId))?.verdict ?? null,
    requests: visits.map(({ kind, at, agent, fetching }) => ({
      ...{ kind, at: iso(at), agent: agent ?? null, fetching: fetching ?? null },
    })),
  };
}

const INVITATION_TIMES = [
  "sentAt",
  "deliveredAt",
  "openedAt",
  "clickedAt",
  "bouncedAt",
  "complainedAt",
  "failedAt",
  "acceptedAt",
  "remindedAt",
  "revokedAt",
  "unsubscribedAt",
] as const;

async function suppressionOf(ctx: QueryCtx, email: string) {
  const row = await findSuppression(ctx, email);
  return row && { since: iso(row._creationTime), reason: row.reason, note: row.note ?? null };
}

async function blockOf(ctx: QueryCtx, email: string) {
  const row = await findBlock(ctx, email);
  return row && { since: iso(row.at), reason: row.reason, until: iso(row.unblockedAt) };
}

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
