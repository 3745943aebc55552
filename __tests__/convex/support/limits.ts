/** Limits as tests need them: used up, or looked at. */
import { components } from "@/convex/_generated/api";
import { RATE_LIMITS, type RateLimitName, takeFrom } from "@/convex/rateLimits";
import type { Deployment } from "./deployment";

/**
 * Takes all that is left of a limit. With shards one refusal does not mean that all are empty, so it goes on for twice as many
 * as there are.
 */
export async function useUp(t: Deployment, name: RateLimitName, key?: string): Promise<void> {
  await t.run(async (ctx) => {
    for (let taken = 0; taken < 2 * RATE_LIMITS[name].rate; taken++) await takeFrom(ctx, name, key);
  });
}

/** As if nothing had been taken from a limit. */
export async function giveBack(t: Deployment, name: RateLimitName, key?: string): Promise<void> {
  await t.run((ctx) => ctx.runMutation(components.rateLimiter.lib.resetRateLimit, { name, key }));
}
