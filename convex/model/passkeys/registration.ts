import type { Infer } from "convex/values";
import { deviceName } from "../../../lib/device";
import * as messages from "../../../lib/messages/account-errors";
import { MAX_PASSKEY_NAME, PASSKEY_KEEPERS, type PasskeyRefusal } from "../../../lib/passkeys";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { asActor, audit } from "../audit";
import type { Viewer } from "../people/viewer";
import { type attestationValidator, type Registered, verifyAttestation } from "./ceremonies";
import { spendChallenge } from "./challenges";
import { findPasskey, MAX_PASSKEYS, passkeysOf, userHandleOf } from "./passkeys";

export type Registration = { ok: true; name: string } | { ok: false; reason: PasskeyRefusal };

/** Stores a passkey that the viewer's browser has made for their session's challenge. */
export async function registerPasskey(
  ctx: MutationCtx,
  viewer: Viewer,
  { attestation, userAgent }: { attestation: Infer<typeof attestationValidator>; userAgent: string },
): Promise<Registration> {
  const verified = await verifyAttestation(ctx, attestation, viewer.sessionId);
  if (!verified.ok) return verified;
  await requireRoom(ctx, viewer, verified);
  const name = nameFor(verified, userAgent);
  const { ok: _ok, challenge, expiresAt, ...passkey } = verified;
  await spendChallenge(ctx, challenge, { expiresAt });
  const passkeyId = await ctx.db.insert("passkeys", {
    ...passkey,
    userId: viewer.id,
    userHandle: await userHandleOf(ctx, viewer.id),
    transports: (attestation.response.transports ?? []).slice(0, 8).map((name) => name.slice(0, 20)),
    name,
  });
  await audit(ctx, "passkey.added", {
    actor: asActor(viewer),
    subject: viewer.email,
    details: { passkeyId, passkey: name },
  });
  return { ok: true, name };
}

/**
 * Fails if the account has too many passkeys or the credential is already stored, because sending another person's
 * credential must not give the caller that passkey.
 */
async function requireRoom(ctx: MutationCtx, viewer: Viewer, { credentialId }: Registered): Promise<void> {
  if (await findPasskey(ctx, credentialId)) fail("conflict", messages.PASSKEY_ALREADY_ADDED);
  if ((await passkeysOf(ctx, viewer.id)).length >= MAX_PASSKEYS)
    fail("conflict", messages.tooManyPasskeys(MAX_PASSKEYS));
}

/** The first name of a passkey: that of its password manager or device. Its owner can change it. */
function nameFor({ aaguid }: Registered, userAgent: string): string {
  const name = PASSKEY_KEEPERS.get(aaguid) ?? deviceName(userAgent.slice(0, 512)) ?? "Passkey";
  return name.slice(0, MAX_PASSKEY_NAME);
}
