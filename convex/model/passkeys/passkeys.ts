/**
 * The rows of an account's passkeys. ceremonies.ts verifies passkeys; it is a separate file, because it takes much
 * longer to evaluate.
 */
import { randomSecret } from "@latchkey/login-links/http";
import * as messages from "../../../lib/messages/account-errors";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { getMember } from "../people/members";
import type { Viewer } from "../people/viewer";

export const MAX_PASSKEYS = 20;

export type Passkey = Doc<"passkeys">;

export function passkeysOf(ctx: QueryCtx, userId: string): Promise<Passkey[]> {
  return ctx.db
    .query("passkeys")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(MAX_PASSKEYS);
}

/** The passkey with this id, of any account, or null. @param credentialId base64url, as in WebAuthn */
export function findPasskey(ctx: QueryCtx, credentialId: string): Promise<Passkey | null> {
  return ctx.db
    .query("passkeys")
    .withIndex("by_credentialId", (q) => q.eq("credentialId", credentialId))
    .unique();
}

/** One of the viewer's own passkeys. @throws `not_found` if there is no such passkey or it is somebody else's */
export async function requireOwn(ctx: QueryCtx, viewer: Viewer, passkeyId: Id<"passkeys">): Promise<Passkey> {
  const passkey = await ctx.db.get("passkeys", passkeyId);
  return passkey?.userId === viewer.id ? passkey : fail("not_found", messages.NO_SUCH_PASSKEY);
}

/**
 * The id of an account in authenticators. It is random, so it reveals nothing, and all passkeys of the account have the
 * same one. Created on the first call.
 */
export async function userHandleOf(ctx: MutationCtx, userId: string): Promise<string> {
  const member = (await getMember(ctx, userId)) ?? fail("not_found", messages.NO_SUCH_PERSON);
  if (member.passkeyHandle !== undefined) return member.passkeyHandle;
  const passkeyHandle = randomSecret();
  await ctx.db.patch("members", member._id, { passkeyHandle });
  return passkeyHandle;
}
