/** Helpers that use up and reset limits. */
import { components } from "@/convex/_generated/api";
import { RATE_LIMITS, type RateLimitName, takeFrom } from "@/convex/rateLimits";
import type { Deployment } from "./deployment";

/**
 * Uses up a limit. A sharded limit may refuse a call while other shards still have tokens, so this makes twice as many
 * calls as there are tokens.
 */
export async function useUp(t: Deployment, name: RateLimitName, key?: string): Promise<void> {
  await t.run(async (ctx) => {
    for (let taken = 0; taken < 2 * RATE_LIMITS[name].rate; taken++) await takeFrom(ctx, name, key);
  });
}

/** Resets a limit, as if nothing had been used. */
export async function giveBack(t: Deployment, name: RateLimitName, key?: string): Promise<void> {
  await t.run((ctx) => ctx.runMutation(components.rateLimiter.lib.resetRateLimit, { name, key }));
}
