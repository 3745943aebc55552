import { randomSecret, sha256Hex } from "@latchkey/login-links/http";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { MINUTE } from "../time";
import { isLive } from "./makers";

const PREFIX = "lk_";
const SHOWN = 10;

/** Makes a key, the hash to store, and the prefix that identifies the key in lists. */
export async function generateApiKey(): Promise<{ key: string; keyHash: string; prefix: string }> {
  const key = PREFIX + randomSecret();
  return { key, keyHash: await sha256Hex(key), prefix: key.slice(0, SHOWN) };
}

/**
 * The row of this key, if the key is valid; otherwise null. Records the key's use, at most once a minute, so that calls
 * seldom conflict.
 */
export async function useApiKey(ctx: MutationCtx, key: string): Promise<Doc<"apiKeys"> | null> {
  const keyHash = await sha256Hex(key);
  const apiKey = await ctx.db
    .query("apiKeys")
    .withIndex("by_keyHash", (q) => q.eq("keyHash", keyHash))
    .unique();
  if (!apiKey || !(await isLive(ctx, apiKey))) return null;
  const now = Date.now();
  if (now - (apiKey.lastUsedAt ?? 0) > MINUTE) await ctx.db.patch("apiKeys", apiKey._id, { lastUsedAt: now });
  return apiKey;
}
