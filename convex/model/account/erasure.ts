/**
 * Erases a person: an account when its week is over, or anybody whom an admin erases, with or without an account. Rows
 * that belong only to the person are deleted. Rows that others need (the audit log, a campaign's recipients, a
 * suppression) stay, but with a pseudonym or a hash in place of the address. Only this deployment can derive it from
 * the address.
 */
import { mailboxKey } from "@latchkey/login-links/http";
import { v } from "convex/values";
import { components, internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { ERASE_YOURSELF } from "../../../lib/messages/account-errors";
import { fail } from "../../errors";
import { internalMutation } from "../../functions";
import { asActor, audit } from "../audit";
import { forgetBlock } from "../blockedAddresses";
import { erased, findSuppression } from "../campaigns/suppressions";
import { forgetTestRecipient } from "../campaigns/testRecipients";
import { forgetGrants } from "../links/grants";
import { forgetMailbox } from "./forgetMailbox";
import { addressReplacer } from "./replaceAddress";
import { passkeysOf } from "../passkeys/passkeys";
import { removeWords } from "../people/directory";
import { forgetSeen } from "../people/lastSeen";
import { keepOneAdmin } from "../people/keepOneAdmin";
import { getMemberByEmail } from "../people/members";
import { endWithRole } from "../revocation/revokeMadeBy";
import { hashAddress } from "../secrets";

const BACKEND = { kind: "backend" } as const;
const BATCH = 100;

/** Begins the erasure of up to 20 accounts whose week is over. A cron job calls this. */
export const eraseDue = internalMutation({
  args: {},
  handler: async (ctx) => {
    const due = await ctx.db
      .query("members")
      .withIndex("by_deletionAt", (q) => q.gt("deletionAt", 0).lte("deletionAt", Date.now()))
      .take(20);
    for (const member of due) await beginErasure(ctx, member);
  },
});

/** Begins the erasure of an account whose week is over. */
async function beginErasure(ctx: MutationCtx, member: Doc<"members">): Promise<void> {
  const { userId, email, role } = member;
  const subject = await pseudonymOf(email);
  await endAccount(ctx, member);
  await hashSuppressed(ctx, email);
  await forgetBlock(ctx, email);
  await forgetTestRecipient(ctx, email);
  await audit(ctx, "account.deleted", { actor: BACKEND, subject, details: { role } });
  await ctx.scheduler.runAfter(0, internal.model.account.erasure.goOn, { userId, email });
}

/**
 * Begins the erasure of a person for an admin. Afterwards their address is suppressed under its hash, so that no
 * later import adds them again. This is a mutation that runs in the caller's transaction, so that the module of the
 * person's page need not evaluate this code.
 */
export const erasePerson = internalMutation({
  args: { email: v.string(), admin: v.object({ id: v.string(), email: v.string() }) },
  handler: async (ctx, { email, admin }): Promise<void> => {
    if (email === admin.email) fail("conflict", ERASE_YOURSELF);
    const member = await getMemberByEmail(ctx, email);
    if (member?.role === "admin") await keepOneAdmin(ctx, member);
    if (member) await endAccount(ctx, member);
    await suppressErased(ctx, email);
    await forgetBlock(ctx, email);
    await forgetTestRecipient(ctx, email);
    const subject = await pseudonymOf(email);
    const details = { hadAccount: member !== null };
    await audit(ctx, "person.erased", { actor: asActor(admin), subject, details });
    const userId = member?.userId;
    await ctx.scheduler.runAfter(0, internal.model.account.erasure.goOn, { userId, email });
  },
});

/**
 * Ends the person's sessions and everything they made that has to end with their role, and deletes their member row.
 */
async function endAccount(ctx: MutationCtx, member: Doc<"members">): Promise<void> {
  const { userId, email } = member;
  const subject = await pseudonymOf(email);
  await endWithRole(ctx, member, { actor: BACKEND, subject, action: "member.removed", role: "member" });
  for (const { _id } of await passkeysOf(ctx, userId)) await ctx.db.delete("passkeys", _id);
  await removeWords(ctx, member._id);
  await forgetSeen(ctx, userId);
  await ctx.db.delete("members", member._id);
}

/** How long the erasure waits, in ms, while a mail to the person is being sent. */
const WAIT = 30_000;

/**
 * Deletes or renames a batch of each kind of row in each call, until none is left. Then it begins to remove the address
 * from rows that describe what others did.
 */
export const goOn = internalMutation({
  args: { userId: v.optional(v.string()), email: v.string() },
  handler: async (ctx, person) => {
    const { userId, email } = person;
    const name = await pseudonymOf(email);
    const { eraseRecipients } = internal.model.account.eraseRecipients;
    const recipients = await ctx.runMutation(eraseRecipients, { email, name });
    const more = [
      userId !== undefined && (await ctx.runMutation(components.betterAuth.users.remove, { userId })),
      userId !== undefined && (await deleteOwn(ctx, userId)),
      await renameInAudit(ctx, email),
      recipients === "more",
      recipients === "done" && (await deleteLinks(ctx, email)),
    ];
    await forgetMailbox(ctx, mailboxKey(email));
    const { goOn } = internal.model.account.erasure;
    if (more.some(Boolean)) await ctx.scheduler.runAfter(0, goOn, person);
    else if (recipients === "waiting") await ctx.scheduler.runAfter(WAIT, goOn, person);
    else await ctx.scheduler.runAfter(0, internal.model.account.scrub.begin, { email, name });
  },
});

/** Suppresses the address under its hash, and deletes or renames the suppression under the address itself. */
async function suppressErased(ctx: MutationCtx, email: string): Promise<void> {
  await hashSuppressed(ctx, email);
  const hash = await erased(email);
  if (!(await findSuppression(ctx, hash)))
    await ctx.db.insert("suppressions", { email: hash, reason: "manual", addedBy: BACKEND });
}

/** Keeps the person's suppression, but replaces its address by a hash. */
async function hashSuppressed(ctx: MutationCtx, email: string): Promise<void> {
  const row = await findSuppression(ctx, email);
  if (row) await ctx.db.patch("suppressions", row._id, { email: await erased(email), note: undefined });
}

/** The pseudonym of an erased address. It is the same every time, and the address cannot be derived from it. */
async function pseudonymOf(email: string): Promise<string> {
  return `erased-${(await hashAddress(email)).slice(0, 12)}`;
}

async function deleteLinks(ctx: MutationCtx, email: string): Promise<boolean> {
  const links = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email))
    .take(BATCH);
  await forgetGrants(ctx, links);
  for (const { _id } of links) await ctx.db.delete("loginLinks", _id);
  return links.length === BATCH;
}

/** Deletes rows that belong only to this person. */
async function deleteOwn({ db }: MutationCtx, userId: string): Promise<boolean> {
  const changes = await db
    .query("addressChanges")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(BATCH);
  const notices = await db
    .query("notices")
    .withIndex("by_userId_and_dismissedAt", (q) => q.eq("userId", userId))
    .take(BATCH);
  const devices = await db
    .query("devices")
    .withIndex("by_userId_and_userAgent", (q) => q.eq("userId", userId))
    .take(BATCH);
  const browsers = await db
    .query("browsers")
    .withIndex("by_userId_and_deviceHash", (q) => q.eq("userId", userId))
    .take(BATCH);
  const choice = await db
    .query("noticeChoices")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .first();
  if (choice) await db.delete("noticeChoices", choice._id);
  for (const { _id } of browsers) await db.delete("browsers", _id);
  for (const { _id } of changes) await db.delete("addressChanges", _id);
  for (const { _id } of notices) await db.delete("notices", _id);
  for (const { _id } of devices) await db.delete("devices", _id);
  return [changes, notices, devices, browsers].some((rows) => rows.length === BATCH);
}

/**
 * Replaces the address in audit rows whose actor or subject is this person. The address stays in the details of other
 * rows, because they describe what somebody else did.
 */
async function renameInAudit(ctx: MutationCtx, email: string): Promise<boolean> {
  const written = await ctx.db
    .query("auditEvents")
    .withIndex("by_actorName", (q) => q.eq("actorName", email))
    .take(BATCH);
  const about = await ctx.db
    .query("auditEvents")
    .withIndex("by_subject", (q) => q.eq("subject", email))
    .take(BATCH);
  const name = await pseudonymOf(email);
  const rows = new Map([...written, ...about].map((row) => [row._id, row]));
  for (const row of rows.values()) await ctx.db.patch("auditEvents", row._id, renamed(row, email, name));
  return written.length === BATCH || about.length === BATCH;
}

function renamed({ actor, actorName, subject, details }: Doc<"auditEvents">, email: string, name: string) {
  const replace = addressReplacer(email, name);
  return {
    ...replace({ actorName, subject, actor, ...(details && { details }) }),
    ipAddress: undefined,
    userAgent: undefined,
  };
}
