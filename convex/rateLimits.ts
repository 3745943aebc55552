import { HOUR, MINUTE, RateLimiter, type RateLimitConfig, SECOND } from "@convex-dev/rate-limiter";
import { components } from "./_generated/api";
import { env, type MutationCtx } from "./_generated/server";
import { productionSafe } from "./model/production";

/** Token buckets: `rate` at once, refilled evenly over `period` (ms). */
export const RATE_LIMITS = {
  linkCooldownPerAddress: { kind: "token bucket", rate: 1, period: MINUTE },
  linksPerAddress: { kind: "token bucket", rate: 3, period: 10 * MINUTE },
  /** Each link is good for five guesses at a code, so this is what bounds the guesses of a day. */
  linksPerAddressADay: { kind: "token bucket", rate: 20, period: 24 * HOUR },
  linksPerIp: { kind: "token bucket", rate: 20, period: 10 * MINUTE },
  linksInAll: { kind: "token bucket", rate: 200, period: MINUTE },
  /** What guessing at many addresses at once comes to: at a million codes, one right guess in ten weeks. */
  wrongCodesInAll: { kind: "token bucket", rate: 600, period: HOUR },
  exchangesPerIp: { kind: "token bucket", rate: 30, period: 10 * MINUTE },
  mintsPerApiKey: { kind: "token bucket", rate: 120, period: MINUTE },
} satisfies Record<string, RateLimitConfig>;

export type RateLimitName = keyof typeof RATE_LIMITS;

const rateLimiter = new RateLimiter(components.rateLimiter);

/** Takes one from a limit. When none is left, `retryAfter` is the wait in ms. An error refuses: it is never caught here. */
export async function takeFrom(
  ctx: MutationCtx,
  name: RateLimitName,
  key?: string,
): Promise<{ ok: true } | { ok: false; retryAfter: number }> {
  const { ok, retryAfter } = await rateLimiter.limit(ctx, name, { key, config: scaled(RATE_LIMITS[name]) });
  return ok ? { ok } : { ok: false, retryAfter: retryAfter ?? RATE_LIMITS[name].period };
}

/** Whether a limit has any left, without taking it. */
export async function hasLeft(ctx: MutationCtx, name: RateLimitName): Promise<boolean> {
  const { ok } = await rateLimiter.check(ctx, name, { config: scaled(RATE_LIMITS[name]) });
  return ok;
}

/**
 * The provider counts second by second. Going at exactly its pace, a request that comes a little early would be one too
 * many for the second before.
 */
const HEADROOM = 0.98;

/**
 * Takes one request from what the Resend account allows a second, ahead of time if need be: the answer is how long to
 * wait, in ms. Sign-in mail does not wait for it, but counts: campaigns make room.
 */
export async function reserveProviderRequest(ctx: MutationCtx): Promise<number> {
  const rate = providerRequestsPerSecond() * HEADROOM;
  const config = { kind: "token bucket", rate, period: SECOND, capacity: 1 } as const;
  const { retryAfter } = await rateLimiter.limit(ctx, "providerRequests", { config, reserve: true });
  return retryAfter ?? 0;
}

export function providerRequestsPerSecond(): number {
  const rate = Number(env.RESEND_REQUESTS_PER_SECOND ?? 2);
  if (!(rate > 0)) throw new Error("RESEND_REQUESTS_PER_SECOND must be a number above 0");
  return rate;
}

/** Seconds until the same address may ask again. */
export function cooldownSeconds(): number {
  return Math.ceil(RATE_LIMITS.linkCooldownPerAddress.period / 1_000 / scale());
}

function scaled(limit: RateLimitConfig): RateLimitConfig {
  return { ...limit, rate: limit.rate * scale() };
}

/** Development and tests run with wider limits; a deployment that people reach from elsewhere must not. */
function scale(): number {
  const factor = Number(productionSafe("RATE_LIMIT_SCALE") ?? 1);
  if (!(factor >= 1)) throw new Error("RATE_LIMIT_SCALE must be a number of at least 1");
  return factor;
}
