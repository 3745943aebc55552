/**
 * The passkeys of the signed-in person. The functions that verify passkeys are in passkeyCeremonies.ts, because they
 * take longest to evaluate.
 */
import { plainText } from "@latchkey/login-links/http";
import { v } from "convex/values";
import * as messages from "../lib/messages/account-errors";
import { MAX_PASSKEY_NAME } from "../lib/passkeys";
import { env, type QueryCtx } from "./_generated/server";
import { fail } from "./errors";
import { userMutation, userQuery } from "./functions";
import { DEFAULT_APP_NAME } from "../lib/app-name";
import { asActor, audit } from "./model/audit";
import { getBrandRow } from "./model/brand/row";
import { challengeFor } from "./model/passkeys/challenges";
import { hasPasskey } from "./model/passkeys/hasPasskey";
import { passkeysOf, requireOwn, userHandleOf } from "./model/passkeys/passkeys";
import { getMember } from "./model/people/members";
import { requireProof } from "./model/people/proof";

const rpId = () => new URL(env.SITE_URL).hostname;

/** The name that authenticators show. */
const appName = async (ctx: QueryCtx): Promise<string> =>
  (await getBrandRow(ctx))?.name || env.APP_NAME || DEFAULT_APP_NAME;

/** The viewer's passkeys, oldest first. The page needs `rpId` to tell the browser that a passkey was removed. */
export const list = userQuery({
  args: {},
  handler: async (ctx) => {
    const passkeys = await passkeysOf(ctx, ctx.viewer.id);
    const member = await getMember(ctx, ctx.viewer.id);
    return {
      rpId: rpId(),
      isPasskeysOnly: member?.isPasskeysOnly ?? false,
      passkeys: passkeys.map(({ _id, _creationTime, ...passkey }) => ({
        id: _id,
        credentialId: passkey.credentialId,
        name: passkey.name,
        createdAt: _creationTime,
        lastUsedAt: passkey.lastUsedAt ?? null,
        isBackedUp: passkey.isBackedUp,
        isCopied: passkey.copiedAt !== undefined,
      })),
    };
  },
});

/** The options for making a passkey. The session must have been proven in the last ten minutes. */
export const beginRegistration = userMutation({
  args: {},
  handler: async (ctx) => {
    await requireProof(ctx, ctx.viewer, "addPasskey");
    const known = await passkeysOf(ctx, ctx.viewer.id);
    return {
      challenge: await challengeFor("register", ctx.viewer.sessionId),
      rp: { id: rpId(), name: await appName(ctx) },
      user: {
        id: await userHandleOf(ctx, ctx.viewer.id),
        name: ctx.viewer.email,
        displayName: ctx.viewer.name || ctx.viewer.email,
      },
      exclude: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    };
  },
});

/** The options for confirming with a passkey. */
export const beginConfirmation = userMutation({
  args: {},
  handler: async (ctx) => {
    const known = await passkeysOf(ctx, ctx.viewer.id);
    return {
      challenge: await challengeFor("confirm", ctx.viewer.sessionId),
      rpId: rpId(),
      allow: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    };
  },
});

export const rename = userMutation({
  args: { passkeyId: v.id("passkeys"), name: v.string() },
  handler: async (ctx, { passkeyId, name: typed }) => {
    await requireOwn(ctx, ctx.viewer, passkeyId);
    if (typed.trim().length > MAX_PASSKEY_NAME)
      fail("invalid", messages.nameTooLong(MAX_PASSKEY_NAME), "name");
    const name = plainText(typed, MAX_PASSKEY_NAME) || fail("invalid", messages.ENTER_A_NAME, "name");
    await ctx.db.patch("passkeys", passkeyId, { name });
    return null;
  },
});

/**
 * Removes a passkey, so that it no longer signs in. Fails if it is the last passkey of an account that only accepts
 * passkeys.
 */
export const remove = userMutation({
  args: { passkeyId: v.id("passkeys") },
  handler: async (ctx, { passkeyId }) => {
    const { name } = await requireOwn(ctx, ctx.viewer, passkeyId);
    const member = await getMember(ctx, ctx.viewer.id);
    const isLast = (await passkeysOf(ctx, ctx.viewer.id)).length === 1;
    if (isLast && member?.isPasskeysOnly) fail("conflict", messages.LAST_PASSKEY);
    await ctx.db.delete("passkeys", passkeyId);
    await audit(ctx, "passkey.removed", {
      actor: asActor(ctx.viewer),
      subject: ctx.viewer.email,
      details: { passkeyId, passkey: name },
    });
    return null;
  },
});

/**
 * Sets whether the account only accepts passkeys, so that links sign nobody in. Requires a recent proof and, to switch
 * it on, a passkey.
 */
export const setPasskeysOnly = userMutation({
  args: { isOn: v.boolean() },
  handler: async (ctx, { isOn }) => {
    await requireProof(ctx, ctx.viewer, "passkeysOnly");
    const member = (await getMember(ctx, ctx.viewer.id)) ?? fail("not_found", messages.NO_SUCH_PERSON);
    if (isOn && !(await hasPasskey(ctx, ctx.viewer.id))) fail("conflict", messages.ADD_A_PASSKEY_FIRST);
    await ctx.db.patch("members", member._id, { isPasskeysOnly: isOn, recoveryBeganAt: undefined });
    await audit(ctx, "passkeysOnly.changed", {
      actor: asActor(ctx.viewer),
      subject: ctx.viewer.email,
      details: { isOn },
    });
    return null;
  },
});
