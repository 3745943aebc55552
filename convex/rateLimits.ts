import { DAY, MINUTE, RateLimiter, type RateLimitConfig } from "@convex-dev/rate-limiter";
import { LINK_LIMITS, type LinkLimiter } from "@latchkey/login-links/limits";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import { productionSafe } from "./model/production";

/**
 * All rate limits. The limits of links are defined in the package, where comments explain what each limit counts and
 * why some have shards. The comments on the others are here, because the bundler keeps comments inside an object.
 *
 * - testMailsPerMarketerADay: each address of a test mail counts. A few test mails a day are enough to check a campaign,
 *   and the limit keeps marketers from sending real mail this way.
 * - picturesPerMarketerADay: each has 1 MB at most, so one marketer can store 100 MB in a day.
 * - approvalsPerWriterADay: each request is mailed to up to 40 people through the queue of sign-in mails, so few may be
 *   made in a row.
 * - confirmationsPerUser: the mails that confirm a session. Each contains a code, which may be tried five times.
 * - unblocksPerAdmin: requests to unblock an address. Each calls the mail provider. The limit is enough for single
 *   addresses; long lists can be unblocked on the provider's website.
 * - resendsPerAddressADay: how often an invitation to one mailbox may be mailed again.
 */
export const RATE_LIMITS = {
  ...LINK_LIMITS,
  testMailsPerMarketerADay: { kind: "token bucket", rate: 50, period: DAY },
  confirmationsPerUser: { kind: "token bucket", rate: 3, period: 10 * MINUTE },
  confirmationsPerUserADay: { kind: "token bucket", rate: 20, period: DAY },
  approvalsPerWriterADay: { kind: "token bucket", rate: 30, capacity: 5, period: DAY },
  picturesPerMarketerADay: { kind: "token bucket", rate: 100, period: DAY },
  unblocksPerAdmin: { kind: "token bucket", rate: 30, period: 10 * MINUTE },
  resendsPerAddressADay: { kind: "token bucket", rate: 5, period: DAY },
  mintsPerApiKey: { kind: "token bucket", rate: 120, period: MINUTE },
} satisfies Record<string, RateLimitConfig>;

export type RateLimitName = keyof typeof RATE_LIMITS;

const rateLimiter = new RateLimiter(components.rateLimiter);

/**
 * Uses up one request of the limit. If no request is left, `retryAfter` is the time to wait, in ms. If the limiter
 * throws, the call must fail, so never catch that error here.
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

/** Whether the limit has a request left. Uses up none. */
async function hasLeft(ctx: MutationCtx, name: RateLimitName, key?: string): Promise<boolean> {
  const { ok } = await rateLimiter.check(ctx, name, { key, config: scaled(RATE_LIMITS[name]) });
  return ok;
}

/** The limiter that the package calls for its limits. It applies the same limits and the same scale. */
export const linkLimits: LinkLimiter<DataModel> = {
  take: takeFrom,
  hasLeft,
  cooldownSeconds: () => Math.ceil(RATE_LIMITS.linkCooldownPerAddress.period / 1_000 / scale()),
};

function scaled(limit: RateLimitConfig): RateLimitConfig {
  return { ...limit, rate: limit.rate * scale() };
}

/**
 * The factor for every rate limit. It is above 1 in development and tests only: productionSafe refuses that in a
 * deployment that other people can reach.
 */
function scale(): number {
  const factor = Number(productionSafe("RATE_LIMIT_SCALE") ?? 1);
  if (!(factor >= 1)) throw new Error("RATE_LIMIT_SCALE must be a number of at least 1");
  return factor;
}
