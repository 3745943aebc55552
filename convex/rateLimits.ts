import { DAY, MINUTE, RateLimiter, type RateLimitConfig } from "@convex-dev/rate-limiter";
import { LINK_LIMITS, type LinkLimiter } from "@latchkey/login-links/limits";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { productionSafe } from "./model/production";

/** All rate limits. Those of links come from the package, which explains what each counts and why some have shards. */
export const RATE_LIMITS = {
  ...LINK_LIMITS,
  /**
   * Each address of a test send counts. A marketer needs a few to preview a campaign; sending real mail this way would
   * need many.
   */
  testMailsPerMarketerADay: { kind: "token bucket", rate: 50, period: DAY },
  /** Each confirmation mails a code with five tries to the signed-in user. */
  confirmationsPerUser: { kind: "token bucket", rate: 3, period: 10 * MINUTE },
  confirmationsPerUserADay: { kind: "token bucket", rate: 20, period: DAY },
  /** Each asks the mail provider. An admin corrects single addresses; a list is for the provider's own pages. */
  unblocksPerAdmin: { kind: "token bucket", rate: 30, period: 10 * MINUTE },
  /** How often an invitation to one mailbox may be mailed again. */
  resendsPerAddressADay: { kind: "token bucket", rate: 5, period: DAY },
  mintsPerApiKey: { kind: "token bucket", rate: 120, period: MINUTE },
} satisfies Record<string, RateLimitConfig>;

export type RateLimitName = keyof typeof RATE_LIMITS;

const rateLimiter = new RateLimiter(components.rateLimiter);

/**
 * Takes one from a limit. If none is left, `retryAfter` is the wait in ms. If the limiter throws, the call fails: the
 * error must never be caught here.
 */
export async function takeFrom(
  ctx: MutationCtx,
  name: RateLimitName,
  key?: string,
): Promise<{ ok: true } | { ok: false; retryAfter: number }> {
  const { ok, retryAfter } = await rateLimiter.limit(ctx, name, { key, config: scaled(RATE_LIMITS[name]) });
  return ok ? { ok } : { ok: false, retryAfter: retryAfter ?? RATE_LIMITS[name].period };
}

/** The answer to a caller whose limit is used up. */
export function rateLimited({ retryAfter }: { retryAfter: number }) {
  return {
    ok: false as const,
    reason: "rate_limited" as const,
    retryAfterSeconds: Math.ceil(retryAfter / 1_000),
  };
}

/** Whether a limit has any left. Takes nothing. */
async function hasLeft(ctx: MutationCtx, name: RateLimitName, key?: string): Promise<boolean> {
  const { ok } = await rateLimiter.check(ctx, name, { key, config: scaled(RATE_LIMITS[name]) });
  return ok;
}

/** What the package uses for its limits: the component by name, scaled as here. */
export const linkLimits: LinkLimiter<DataModel> = {
  take: takeFrom,
  hasLeft,
  cooldownSeconds: () => Math.ceil(RATE_LIMITS.linkCooldownPerAddress.period / 1_000 / scale()),
};

function scaled(limit: RateLimitConfig): RateLimitConfig {
  return { ...limit, rate: limit.rate * scale() };
}

/** Development and tests use higher limits; a deployment that other people can reach must not. */
function scale(): number {
  const factor = Number(productionSafe("RATE_LIMIT_SCALE") ?? 1);
  if (!(factor >= 1)) throw new Error("RATE_LIMIT_SCALE must be a number of at least 1");
  return factor;
}
