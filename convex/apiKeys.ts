import { mintFields } from "@latchkey/login-links/links";
import { v } from "convex/values";
import * as messages from "../lib/messages/api-keys";
import { fail } from "./errors";
import { adminMutation, adminQuery, internalMutation } from "./functions";
import { asActor, audit } from "./model/audit";
import { generateApiKey, useApiKey } from "./model/links/apiKeys";
import { links } from "./model/links/links";
import { requireProof } from "./model/people/proof";
import { revokeKey } from "./model/revocation/revokeMadeBy";
import { rateLimited, takeFrom } from "./rateLimits";

const MAX_KEYS = 100;

export const list = adminQuery({
  args: {},
  handler: async (ctx) => {
    const keys = await ctx.db.query("apiKeys").order("desc").take(MAX_KEYS);
    return keys.map((key) => ({
      id: key._id,
      name: key.name,
      prefix: key.prefix,
      createdAt: key._creationTime,
      lastUsedAt: key.lastUsedAt ?? null,
      revokedAt: key.revokedAt ?? null,
    }));
  },
});

/** Makes a key. Only this response contains the key, because the table stores just its hash. */
export const create = adminMutation({
  args: { name: v.string() },
  handler: async (ctx, args) => {
    await requireProof(ctx, ctx.viewer, "makeKey");
    const name = args.name.trim();
    if (name.length < 1 || name.length > 100) fail("invalid", messages.NAME_NEEDED, "name");
    const { key, ...kept } = await generateApiKey();
    const id = await ctx.db.insert("apiKeys", { name, createdBy: ctx.viewer.id, ...kept });
    await audit(ctx, "apiKey.created", {
      actor: asActor(ctx.viewer),
      subject: name,
      details: { apiKeyId: id },
    });
    return { id, key };
  },
});

export const revoke = adminMutation({
  args: { apiKeyId: v.id("apiKeys") },
  handler: async (ctx, { apiKeyId }) => {
    const key = (await ctx.db.get("apiKeys", apiKeyId)) ?? fail("not_found", messages.NO_SUCH_KEY);
    if (key.revokedAt === undefined) await revokeKey(ctx, key, asActor(ctx.viewer));
    return null;
  },
});

/** The work of POST /api/login-links in one transaction: checks the key and its rate limit, and makes the link. */
export const mintLoginLink = internalMutation({
  args: { key: v.string(), link: v.object(mintFields) },
  handler: async (ctx, { key, link }) => {
    const apiKey = await useApiKey(ctx, key);
    if (!apiKey) return { ok: false as const, reason: "unauthorized" as const };
    const limit = await takeFrom(ctx, "mintsPerApiKey", apiKey._id);
    if (!limit.ok) return rateLimited(limit);
    const minted = await links.mint(ctx, link, { kind: "apiKey", apiKeyId: apiKey._id, name: apiKey.name });
    return { ok: true as const, ...minted };
  },
});
