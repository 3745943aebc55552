/** Whether those who made a link or a key may still do so: asked in the transaction that uses it, so that nothing is too late. */
import type { LinkState } from "@latchkey/login-links/http";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { type Ending, isLost, kindOfLink, MADE } from "../endings";
import { getMember } from "../people/members";
import { type LoginLink, stateOf } from "./loginLink";

/** What has become of a link, and of its maker. */
export async function currentState(ctx: QueryCtx, link: LoginLink, now: number): Promise<LinkState> {
  const state = stateOf(link, now);
  if (state !== "ready" && state !== "expired") return state;
  return (await hasEnded(ctx, link)) ? "revoked" : state;
}

async function hasEnded(ctx: QueryCtx, link: LoginLink): Promise<boolean> {
  const kind = kindOfLink(link);
  if (!kind || MADE[kind].then === "stays") return false;
  const { mintedBy } = link;
  if (mintedBy.kind === "user") return hasLost(ctx, mintedBy.userId, MADE[kind]);
  if (mintedBy.kind !== "apiKey") return false;
  const apiKey = await ctx.db.get("apiKeys", mintedBy.apiKeyId);
  return apiKey === null || !(await isLive(ctx, apiKey));
}

/** A key works until it is revoked, and no longer than its maker is an admin. */
export async function isLive(
  ctx: QueryCtx,
  { revokedAt, createdBy }: Pick<Doc<"apiKeys">, "revokedAt" | "createdBy">,
): Promise<boolean> {
  return revokedAt === undefined && !(await hasLost(ctx, createdBy, MADE.apiKey));
}

async function hasLost(ctx: QueryCtx, userId: string, ending: Ending): Promise<boolean> {
  return isLost(ending, (await getMember(ctx, userId))?.role ?? null);
}
