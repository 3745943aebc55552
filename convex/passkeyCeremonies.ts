/**
 * The functions that verify passkeys. Separate from passkeys.ts, because the library is large:
 * docs/decisions/0110-passkeys.md.
 */
import { clientValidator } from "@latchkey/login-links/links";
import { v } from "convex/values";
import { publicMutation, userMutation } from "./functions";
import { confirmByPasskey, signInByPasskey } from "./model/passkeys/arrival";
import { assertionValidator, attestationValidator } from "./model/passkeys/ceremonies";
import { registerPasskey } from "./model/passkeys/registration";
import { requireProof } from "./model/people/proof";

/**
 * Exchanges a passkey for a session. Next.js calls it for its visitors, and made the challenge for the browser that
 * holds `holder`.
 */
export const signIn = publicMutation({
  args: { assertion: assertionValidator, holder: v.string(), client: clientValidator },
  handler: (ctx, attempt) => signInByPasskey(ctx, attempt),
});

/** A proof for "Confirm it is you", with one of the viewer's passkeys. */
export const confirm = userMutation({
  args: { assertion: assertionValidator },
  handler: (ctx, { assertion }) => confirmByPasskey(ctx, ctx.viewer, assertion),
});

/** Stores the passkey that the viewer's browser has made. */
export const register = userMutation({
  args: { attestation: attestationValidator, userAgent: v.string() },
  handler: async (ctx, args) => {
    await requireProof(ctx, ctx.viewer, "addPasskey");
    return registerPasskey(ctx, ctx.viewer, args);
  },
});
