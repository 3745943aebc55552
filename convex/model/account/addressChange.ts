/**
 * Changes the address of an account. A link mailed to the new address makes the change. A link mailed to the old
 * address undoes it within 72 hours.
 */
import { isEqual, signWith } from "@latchkey/login-links/links";
import { mailboxKey, maskEmailAddress, parseEmailAddress } from "@latchkey/login-links/http";
import * as messages from "../../../lib/messages/account-errors";
import { components } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { mailAccountLetter } from "../../mail/accountQueue";
import { rateLimited, takeFrom } from "../../rateLimits";
import { asActor, audit } from "../audit";
import { MAX_PASSKEYS } from "../passkeys/passkeys";
import { changePerson } from "../people/directory";
import { getMember } from "../people/members";
import type { Viewer } from "../people/viewer";
import { productionSafe } from "../production";
import { HOUR } from "../time";
import { revokeOpenLinks } from "./notices";

const CONFIRM_WITHIN = HOUR;
const UNDO_WITHIN = 72 * HOUR;

type Change = Doc<"addressChanges">;
type ChangeStep = "confirm" | "undo";

/** The parts of a signed link from a mail: the id of the change, which of its two links this is, and our signature. */
interface SignedChange {
  changeId: string;
  step: ChangeStep;
  signature: string;
}

/** Mails a link to the new address. The result is the same whether or not somebody already has that address. */
export async function requestAddressChange(ctx: MutationCtx, viewer: Viewer, typed: string) {
  const to = parseEmailAddress(typed) ?? fail("invalid", messages.NOT_AN_ADDRESS, "email");
  if (to === viewer.email) fail("invalid", messages.ALREADY_YOUR_ADDRESS, "email");
  const limits = [
    ["confirmationsPerUser", viewer.id],
    ["linksPerAddress", mailboxKey(to)],
    ["linksPerAddressADay", mailboxKey(to)],
  ] as const;
  for (const [name, key] of limits) {
    const limit = await takeFrom(ctx, name, key);
    if (!limit.ok) return rateLimited(limit);
  }
  const changeId = await ctx.db.insert("addressChanges", {
    userId: viewer.id,
    from: viewer.email,
    to,
    expiresAt: Date.now() + CONFIRM_WITHIN,
  });
  await audit(ctx, "address.changeAsked", {
    actor: asActor(viewer),
    subject: viewer.email,
    details: { to },
  });
  await mailAccountLetter(ctx, { kind: "confirmAddress", id: changeId });
  return { ok: true as const };
}

export async function changeUrl({ _id }: Pick<Change, "_id">, step: ChangeStep): Promise<string> {
  const url = new URL("/account/email", env.SITE_URL);
  url.search = new URLSearchParams({ c: _id, do: step, s: await sign(_id, step) }).toString();
  return url.href;
}

const sign = (changeId: string, step: ChangeStep): Promise<string> =>
  signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey address change v1", `${step}|${changeId}`);

/** The change that a signed link is about, or null if we did not make the link. */
export async function changeOf(
  ctx: QueryCtx,
  { changeId, step, signature }: SignedChange,
): Promise<Change | null> {
  if (!isEqual(signature, await sign(changeId, step))) return null;
  const id = ctx.db.normalizeId("addressChanges", changeId);
  return id && ctx.db.get("addressChanges", id);
}

type ChangeState = "ready" | "done" | "over";

/** Whether a link of this step can be used (`ready`), was used already (`done`), or no longer works (`over`). */
function changeState(change: Change, step: ChangeStep, now: number): ChangeState {
  const doneAt = step === "confirm" ? change.confirmedAt : change.undoneAt;
  if (doneAt !== undefined) return "done";
  const isOver = now >= change.expiresAt || change.undoneAt !== undefined;
  return isOver || (step === "undo" && change.confirmedAt === undefined) ? "over" : "ready";
}

/**
 * The data for the link's page. The recipient of the link sees their own address in full, and the other address masked.
 */
export function viewOfChange(change: Change, step: ChangeStep, now: number) {
  return {
    state: changeState(change, step, now),
    from: step === "undo" ? change.from : maskEmailAddress(change.from),
    to: step === "confirm" ? change.to : maskEmailAddress(change.to),
  };
}

export type ChangeOutcome = { ok: true } | { ok: false; reason: "unknown" | "over" | "taken" };

export async function confirmChange(ctx: MutationCtx, change: Change): Promise<ChangeOutcome> {
  if (changeState(change, "confirm", Date.now()) !== "ready") return { ok: false, reason: "over" };
  const { userId, from, to } = change;
  if (!(await move(ctx, { userId, from, to }))) return { ok: false, reason: "taken" };
  const now = Date.now();
  await ctx.db.patch("addressChanges", change._id, { confirmedAt: now, expiresAt: now + UNDO_WITHIN });
  await audit(ctx, "address.changed", {
    actor: asActor({ id: userId, email: from }),
    subject: from,
    details: { to },
  });
  await mailAccountLetter(ctx, { kind: "undoAddress", id: change._id });
  return { ok: true };
}

/**
 * Undoes a change that an intruder made: restores the old address, ends all sessions, deletes the passkeys that were
 * added since the request, and lets links sign in again.
 */
export async function undoChange(ctx: MutationCtx, change: Change): Promise<ChangeOutcome> {
  if (changeState(change, "undo", Date.now()) !== "ready") return { ok: false, reason: "over" };
  const { userId, from, to } = change;
  if (!(await move(ctx, { userId, from: to, to: from }))) return { ok: false, reason: "taken" };
  await ctx.db.patch("addressChanges", change._id, { undoneAt: Date.now() });
  await endWaysIn(ctx, change);
  await audit(ctx, "address.changeUndone", {
    actor: { kind: "visitor" },
    subject: from,
    details: { from: to },
  });
  return { ok: true };
}

/** Gives the account the address `to`. False if somebody else has that address, or the account no longer exists. */
async function move(ctx: MutationCtx, change: Pick<Change, "userId" | "from" | "to">): Promise<boolean> {
  const member = await getMember(ctx, change.userId);
  if (!member || !(await ctx.runMutation(components.betterAuth.users.changeEmail, change))) return false;
  await changePerson(ctx, member, { email: change.to });
  // Without this, an open link to the old address would create a new account.
  await revokeOpenLinks(ctx, change.from);
  return true;
}

const MAX_SESSIONS = 1_000;

async function endWaysIn(ctx: MutationCtx, { userId, _creationTime }: Change): Promise<void> {
  await ctx.runMutation(components.betterAuth.sessions.endOf, { userId, atMost: MAX_SESSIONS });
  const made = await ctx.db
    .query("passkeys")
    .withIndex("by_userId", (q) => q.eq("userId", userId).gte("_creationTime", _creationTime))
    .take(MAX_PASSKEYS);
  for (const { _id } of made) await ctx.db.delete("passkeys", _id);
  const member = await getMember(ctx, userId);
  if (member?.isPasskeysOnly) await ctx.db.patch("members", member._id, { isPasskeysOnly: false });
}
