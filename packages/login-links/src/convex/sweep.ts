import type { Settings } from "./all-settings.ts";
import type { LoginLink, LoginLinkId, MutationCtx } from "./tables.ts";

/** How long an ended link is kept, in ms, so that its page can show what happened to it. */
const MEMORY = 7 * 24 * 3_600_000;
const BATCH = 500;

/** Deletes a batch of links that ended long ago. True if there may be more. */
export async function sweep(
  ctx: MutationCtx,
  settings: Pick<Settings, "keepUntil" | "onForget">,
): Promise<boolean> {
  const now = Date.now();
  const { links, isMore } = await longOver(ctx, now);
  const kept = (await settings.keepUntil?.(ctx, links)) ?? new Map<LoginLinkId, number>();
  const isOver = ({ _id }: LoginLink) => (kept.get(_id) ?? 0) <= now;
  for (const { _id } of links.filter((link) => !isOver(link)))
    await ctx.db.patch("loginLinks", _id, { keptUntil: kept.get(_id) });
  await settings.onForget?.(ctx, links.filter(isOver));
  for (const { _id } of links.filter(isOver)) await ctx.db.delete("loginLinks", _id);
  return isMore;
}

async function longOver(ctx: MutationCtx, now: number): Promise<{ links: LoginLink[]; isMore: boolean }> {
  const links = ctx.db.query("loginLinks");
  const over = await links
    .withIndex("by_keptUntil_and_expiresAt", (q) =>
      q.eq("keptUntil", undefined).lt("expiresAt", now - MEMORY),
    )
    .take(BATCH);
  const kept = await links
    .withIndex("by_keptUntil_and_expiresAt", (q) => q.gt("keptUntil", 0).lt("keptUntil", now))
    .take(BATCH);
  return { links: [...over, ...kept], isMore: over.length === BATCH || kept.length === BATCH };
}
