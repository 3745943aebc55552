/**
 * The functions that verify passkeys. They are separate from passkeys.ts, because the library takes long to evaluate:
 * see docs/decisions/0110-passkeys.md.
 */
import { clientValidator } from "@latchkey/login-links/links";
import { v } from "convex/values";
import { publicMutation, userMutation } from "./functions";
import { confirmByPasskey, signInByPasskey } from "./model/passkeys/arrival";
import { assertionValidator, attestationValidator } from "./model/passkeys/ceremonies";
import { registerPasskey } from "./model/passkeys/registration";
import { requireProof } from "./model/people/proof";

/**
 * Signs a visitor in with a passkey. Next.js calls it for its visitors. It has made the challenge for the browser whose
 * cookie contains `holder`.
 */
export const signIn = publicMutation({
  args: { assertion: assertionValidator, holder: v.string(), client: clientValidator },
  handler: (ctx, attempt) => signInByPasskey(ctx, attempt),
});

/** Confirms the caller's session with one of their passkeys, for "Confirm it is you". */
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
