/**
 * Step-up: the person who uses a session proves that they read its account's mailbox, with a link or a code mailed to
 * it.
 */
import { type LoginLink, MAX_CODE_ATTEMPTS, stateOf } from "@latchkey/login-links/links";
import type { Refusal } from "@latchkey/login-links/http";
import { type Infer, v } from "convex/values";
import * as messages from "../../../lib/messages/account-errors";
import type { MutationCtx } from "../../_generated/server";
import { mailLink } from "../../mail/queue";
import { rateLimited, takeFrom } from "../../rateLimits";
import { fail } from "../../errors";
import { asActor, audit } from "../audit";
import { getMember } from "../people/members";
import { prove } from "../people/proof";
import type { Viewer } from "../people/viewer";
import { links } from "./links";

export const confirmationProof = v.union(
  v.object({ kind: v.literal("token"), token: v.string() }),
  v.object({ kind: v.literal("code"), code: v.string() }),
);

export type ConfirmationRequest =
  { ok: true } | { ok: false; reason: "rate_limited"; retryAfterSeconds: number };
export type ConfirmationResult = { ok: true } | { ok: false; reason: Refusal; attemptsLeft?: number };

/** Mails a link and a code to the caller's own address. They prove only the caller's session, and sign nobody in. */
export async function mailConfirmation(ctx: MutationCtx, viewer: Viewer): Promise<ConfirmationRequest> {
  if ((await getMember(ctx, viewer.id))?.isPasskeysOnly) fail("conflict", messages.CONFIRM_WITH_A_PASSKEY);
  for (const name of ["confirmationsPerUser", "confirmationsPerUserADay"] as const) {
    const limit = await takeFrom(ctx, name, viewer.id);
    if (!limit.ok) return rateLimited(limit);
  }
  const link = await links.create(ctx, {
    purpose: "confirm",
    email: viewer.email,
    verifiesEmail: false,
    mintedBy: asActor(viewer),
    confirms: viewer.sessionId,
  });
  await audit(ctx, "confirmation.asked", {
    actor: asActor(viewer),
    subject: viewer.email,
    details: { linkId: link._id },
  });
  await mailLink(ctx, link._id);
  return { ok: true };
}

/**
 * Uses up the link, and records that its session is proven. A refusal is returned and not thrown, because an error
 * would undo the counting of a wrong code.
 */
export async function confirm(
  ctx: MutationCtx,
  viewer: Viewer,
  proof: Infer<typeof confirmationProof>,
): Promise<ConfirmationResult> {
  const link = await findLink(ctx, viewer, proof);
  // A link for another session is reported as unknown, and can still be used there.
  if (link?.confirms !== viewer.sessionId) return { ok: false, reason: "unknown" };
  const state = stateOf(link, Date.now());
  if (state !== "ready") return { ok: false, reason: state };
  if (proof.kind === "code") {
    const refused = await codeRefusal(ctx, link, proof.code);
    if (refused) return refused;
  }
  await spend(ctx, link, viewer);
  return { ok: true };
}

function findLink(
  ctx: MutationCtx,
  { sessionId }: Viewer,
  proof: Infer<typeof confirmationProof>,
): Promise<LoginLink | null> {
  return proof.kind === "token" ? links.findByToken(ctx, proof.token) : links.findByConfirms(ctx, sessionId);
}

async function codeRefusal(
  ctx: MutationCtx,
  link: LoginLink,
  code: string,
): Promise<(ConfirmationResult & { ok: false }) | null> {
  if (link.codeAttempts >= MAX_CODE_ATTEMPTS) return { ok: false, reason: "too_many_attempts" };
  if (await links.isRightCode(link, code)) return null;
  const codeAttempts = await links.countWrongCode(ctx, link);
  return { ok: false, reason: "unknown", attemptsLeft: MAX_CODE_ATTEMPTS - codeAttempts };
}

async function spend(ctx: MutationCtx, { _id: linkId }: LoginLink, viewer: Viewer): Promise<void> {
  const { sessionId } = viewer;
  await ctx.db.patch("loginLinks", linkId, { usedAt: Date.now(), sessionId });
  await prove(ctx, sessionId);
  await audit(ctx, "session.confirmed", {
    actor: asActor(viewer),
    subject: viewer.email,
    details: { linkId, sessionId },
  });
}
