/**
 * Checks whether a link or API key is still valid: its maker must still have the role that was needed to make it. The
 * check runs in the transaction that uses the link or key, so it is never out of date.
 */
import type { LoginLink } from "@latchkey/login-links/convex";
import { components } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { type Ending, isLost, kindOfLink, MADE } from "../endings";
import { getMember } from "../people/members";

/**
 * Whether a link no longer works because its maker has lost the role that was needed to make it, or because its API key
 * is not valid.
 */
export async function isRevoked(ctx: QueryCtx, link: LoginLink): Promise<boolean> {
  const kind = kindOfLink(link);
  if (!kind || MADE[kind].then === "stays") return false;
  const { mintedBy } = link;
  if (mintedBy.kind === "user") return hasLost(ctx, mintedBy.userId, MADE[kind]);
  if (mintedBy.kind !== "apiKey") return false;
  const apiKeyId = ctx.db.normalizeId("apiKeys", mintedBy.apiKeyId);
  const apiKey = apiKeyId && (await ctx.db.get("apiKeys", apiKeyId));
  return !apiKey || !(await isLive(ctx, apiKey));
}

/** Whether a key works: it has not been revoked, and its maker is still an admin. */
export async function isLive(
  ctx: QueryCtx,
  { revokedAt, createdBy }: Pick<Doc<"apiKeys">, "revokedAt" | "createdBy">,
): Promise<boolean> {
  return revokedAt === undefined && !(await hasLost(ctx, createdBy, MADE.apiKey));
}

async function hasLost(ctx: QueryCtx, userId: string, ending: Ending): Promise<boolean> {
  return isLost(ending, (await getMember(ctx, userId))?.role ?? null);
}

/**
 * Until when to keep each of these links, in ms, by the link's id. Only links are listed whose session has to end with
 * the maker's role. Such a link is kept as long as its session, because the session is found through the link's row.
 */
export async function keepUntil(
  ctx: MutationCtx,
  links: LoginLink[],
): Promise<Map<Id<"loginLinks">, number>> {
  const used = links.flatMap(({ sessionId, ...link }) => {
    const kind = kindOfLink(link);
    return sessionId && kind && MADE[kind].session === "ends" ? [{ linkId: link._id, sessionId }] : [];
  });
  if (used.length === 0) return new Map();
  const sessionIds = used.map(({ sessionId }) => sessionId);
  const expiries = await ctx.runQuery(components.betterAuth.sessions.expiries, { sessionIds });
  return new Map(used.map(({ linkId }, index) => [linkId, expiries[index] ?? 0]));
}
