import { components } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { kindOfLink, MADE } from "../endings";
import { DAY, type LoginLink } from "./loginLink";

/** How long a link that is over is remembered, so that its page can say what became of it. */
const MEMORY = 7 * DAY;
const BATCH = 500;

/**
 * Deletes a batch of links that have been over for long; true when there may be more. A link whose session has to end with
 * whoever made it stays as long as that session: without the row nobody could find it.
 */
export async function sweep(ctx: MutationCtx): Promise<boolean> {
  const now = Date.now();
  const links = ctx.db.query("loginLinks");
  const over = await links
    .withIndex("by_keptUntil_and_expiresAt", (q) =>
      q.eq("keptUntil", undefined).lt("expiresAt", now - MEMORY),
    )
    .take(BATCH);
  const kept = await links
    .withIndex("by_keptUntil_and_expiresAt", (q) => q.gt("keptUntil", 0).lt("keptUntil", now))
    .take(BATCH);
  const all = [...over, ...kept];
  const expiries = await sessionExpiries(ctx, all);
  for (const { _id } of all) {
    const keptUntil = expiries.get(_id) ?? 0;
    if (keptUntil > now) await ctx.db.patch("loginLinks", _id, { keptUntil });
    else await ctx.db.delete("loginLinks", _id);
  }
  return over.length === BATCH || kept.length === BATCH;
}

/** When the sessions end that came of these links and would end with their makers, by the links' ids. */
async function sessionExpiries(ctx: MutationCtx, links: LoginLink[]): Promise<Map<string, number>> {
  const used = links.flatMap(({ sessionId, ...link }) => {
    const kind = kindOfLink(link);
    return sessionId && kind && MADE[kind].session === "ends" ? [{ linkId: link._id, sessionId }] : [];
  });
  if (used.length === 0) return new Map();
  const sessionIds = used.map(({ sessionId }) => sessionId);
  const expiries = await ctx.runQuery(components.betterAuth.sessions.expiries, { sessionIds });
  return new Map(used.map(({ linkId }, index) => [linkId, expiries[index] ?? 0]));
}
