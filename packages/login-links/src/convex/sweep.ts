import { sweepReference } from "./references.ts";
import type { Settings } from "./settings.ts";
import type { LoginLink, MutationCtx } from "./tables.ts";

/** How long a link that is over is remembered, so that its page can say what became of it, in ms. */
const MEMORY = 7 * 24 * 3_600_000;
const BATCH = 500;

/** Deletes a batch of links that have been over for long, and schedules the next one where there may be more. */
export async function sweep(ctx: MutationCtx, settings: Pick<Settings, "keepUntil">): Promise<void> {
  const now = Date.now();
  const { links, isMore } = await longOver(ctx, now);
  const kept = (await settings.keepUntil?.(ctx, links)) ?? new Map<string, number>();
  for (const { _id } of links) {
    const keptUntil = kept.get(_id) ?? 0;
    if (keptUntil > now) await ctx.db.patch("loginLinks", _id, { keptUntil });
    else await ctx.db.delete("loginLinks", _id);
  }
  if (isMore) await ctx.scheduler.runAfter(0, sweepReference, {});
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
