/** Signs in or confirms a session with a passkey. Each is one mutation, as with a link. */
import { type Client } from "@latchkey/login-links/convex";
import { admit, limitKey, rateLimited } from "@latchkey/login-links/links";
import type { Infer } from "convex/values";
import type { PasskeyRefusal } from "../../../lib/passkeys";
import { components } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { takeFrom } from "../../rateLimits";
import { noteBrowser } from "../account/browsers";
import { noteDevice } from "../account/devices";
import { asActor, audit } from "../audit";
import { noteSeen } from "../people/lastSeen";
import { getMember } from "../people/members";
import { prove, proveSignIn } from "../people/proof";
import type { Viewer } from "../people/viewer";
import { visitors } from "../visitors";
import { type assertionValidator, type Unverified, type Verified, verifyAssertion } from "./ceremonies";
import { spendChallenge } from "./challenges";
import { endRecovery } from "./recovery";

type Assertion = Infer<typeof assertionValidator>;

export type PasskeySignIn =
  { ok: true; setCookies: string[] } | { ok: false; reason: PasskeyRefusal; retryAfterSeconds?: number };

interface Attempt {
  assertion: Assertion;
  /** The secret of the browser's cookie. Next.js has made the challenge for the holder of this cookie. */
  holder: string;
  client: Parameters<typeof admit>[2];
}

/**
 * Begins a session for the owner of a passkey, in one transaction. A refusal is returned and not thrown, because an
 * error would undo its audit row and the counting of rate limits.
 */
export async function signInByPasskey(
  ctx: MutationCtx,
  { assertion, holder, client: caller }: Attempt,
): Promise<PasskeySignIn> {
  const admitted = await admit(ctx, visitors, caller, "passkeyCeremonies:signIn");
  if (!admitted.ok) return admitted;
  const { client } = admitted;
  const verified = await verifyAssertion(ctx, assertion, "sign-in", holder);
  if (!verified.ok) return refuse(ctx, verified, client);
  const member = await getMember(ctx, verified.passkey.userId);
  const session = member && (await beginFor(ctx, member, client));
  if (!session) return refuse(ctx, { ok: false, reason: "unknown_passkey", passkey: null }, client);
  await spend(ctx, verified);
  await proveSignIn(ctx, session.sessionId);
  await endRecovery(ctx, member, "passkey");
  const { userId, email } = member;
  await noteSeen(ctx, userId);
  const { sessionId } = session;
  await noteDevice(ctx, { userId, email, sessionId, isNewUser: false, client });
  await noteBrowser(ctx, { userId, sessionId, client });
  await audit(ctx, "passkey.used", {
    actor: asActor({ id: member.userId, email: member.email }),
    subject: member.email,
    client,
    details: { passkeyId: verified.passkey._id, passkey: verified.passkey.name },
  });
  return { ok: true, setCookies: session.setCookies };
}

function beginFor(ctx: MutationCtx, { userId }: Doc<"members">, { ipAddress, userAgent }: Client) {
  const session = { ipAddress: ipAddress ?? "", userAgent: userAgent ?? "" };
  return ctx.runMutation(components.betterAuth.signIn.beginFor, { userId, session });
}

/** Updates the passkey's counter, and marks the challenge as used. */
async function spend(ctx: MutationCtx, { passkey, challenge, ...signed }: Verified): Promise<void> {
  await spendChallenge(ctx, challenge, signed);
  await ctx.db.patch("passkeys", passkey._id, {
    counter: signed.counter,
    isBackedUp: signed.isBackedUp,
    lastUsedAt: Date.now(),
  });
}

/**
 * Records a refusal, and counts it against the caller's rate limit. Beyond the limit nothing is written, and the result
 * is only that the caller must wait.
 */
async function refuse(
  ctx: MutationCtx,
  { reason, passkey }: Unverified,
  client: Client,
): Promise<PasskeySignIn> {
  const limit = await takeFrom(ctx, "refusedExchangesPerIp", limitKey(client));
  if (!limit.ok) return rateLimited(limit.retryAfter);
  const member = passkey && (await getMember(ctx, passkey.userId));
  if (passkey && reason === "copied") await ctx.db.patch("passkeys", passkey._id, { copiedAt: Date.now() });
  await audit(ctx, "passkey.refused", {
    actor: { kind: "visitor" },
    subject: member?.email ?? "unknown",
    client,
    details: { reason, ...(passkey ? { passkeyId: passkey._id } : {}) },
  });
  return { ok: false, reason };
}

/** Records for the caller's session that the account's owner is using it. */
export async function confirmByPasskey(
  ctx: MutationCtx,
  viewer: Viewer,
  assertion: Assertion,
): Promise<{ ok: true } | { ok: false; reason: PasskeyRefusal }> {
  const verified = await verifyAssertion(ctx, assertion, "confirm", viewer.sessionId);
  if (verified.passkey?.userId !== viewer.id) return { ok: false, reason: "unknown_passkey" };
  if (!verified.ok) return { ok: false, reason: verified.reason };
  await spend(ctx, verified);
  await prove(ctx, viewer.sessionId);
  await audit(ctx, "session.confirmed", {
    actor: asActor(viewer),
    subject: viewer.email,
    details: { passkeyId: verified.passkey._id, sessionId: viewer.sessionId },
  });
  return { ok: true };
}
