import { DAY, HOUR, MINUTE, RateLimiter, type RateLimitConfig } from "@convex-dev/rate-limiter";
import { components } from "./_generated/api";
import type { MutationCtx } from "./_generated/server";
import { productionSafe } from "./model/production";

/**
 * Every limit there is. A token bucket allows `rate` at once and refills evenly over `period` (ms); a fixed window allows `rate`
 * in each period.
 *
 * A limit is a row, and two mutations that write one row cannot both commit. So what many people write at the same moment is
 * spread over `shards` rows of `rate / shards` each, of which a call looks at two and takes from the fuller one. Together they
 * never allow more than `rate`. They may refuse a little early, when both that were looked at are empty: with ten shards of
 * twenty and more, from about nine tenths on.
 */
export const RATE_LIMITS = {
  /** "Per address" means per mailbox, see lib/mailbox-key.ts. */
  linkCooldownPerAddress: { kind: "token bucket", rate: 1, period: MINUTE },
  linksPerAddress: { kind: "token bucket", rate: 3, period: 10 * MINUTE },
  linksPerAddressADay: { kind: "token bucket", rate: 20, period: DAY },
  /** Wide enough for an office whose people all ask when the working day begins. */
  linksPerIp: { kind: "token bucket", rate: 300, period: 10 * MINUTE, shards: 10 },
  linksInAll: { kind: "token bucket", rate: 200, period: MINUTE, shards: 10 },
  /**
   * Mail to addresses without an account: asked of the two in this order, after the answer. They are windows because a bucket that
   * somebody keeps empty would tell by each drop that comes back whether the ask before had taken it.
   */
  strangersPerIp: { kind: "fixed window", rate: 20, period: 10 * MINUTE, start: 0 },
  strangersADay: { kind: "fixed window", rate: 1_000, period: DAY, start: 0, shards: 10 },
  /** Calls past Next.js, from everybody together: see model/client.ts. */
  unsignedCalls: { kind: "token bucket", rate: 30, period: 10 * MINUTE },
  /** Only what was refused: whoever holds a good token is kept out by nobody. */
  refusedExchangesPerIp: { kind: "token bucket", rate: 30, period: 10 * MINUTE, shards: 3 },
  /** Counted whether there is an account or not, so that it closes for both alike. */
  wrongCodesPerAddressADay: { kind: "token bucket", rate: 20, period: DAY },
  /** At existing accounts alone: what guessing at many of them comes to is one right guess in ten weeks. */
  wrongCodesInAll: { kind: "token bucket", rate: 600, period: HOUR, shards: 10 },
  /** As much work as the one above, for addresses without an account. Nobody asks whether any is left. */
  wrongCodesOfStrangers: { kind: "token bucket", rate: 1e9, period: HOUR, shards: 10 },
  /** Each address of a test send counts. Whoever previews a campaign needs a few; whoever mails with them needs many. */
  testMailsPerMarketerADay: { kind: "token bucket", rate: 50, period: DAY },
  /** Each mails a code with five tries, to whoever is signed in. */
  confirmationsPerUser: { kind: "token bucket", rate: 3, period: 10 * MINUTE },
  confirmationsPerUserADay: { kind: "token bucket", rate: 20, period: DAY },
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

/** The answer to a caller whose limit is used up. */
export function rateLimited({ retryAfter }: { retryAfter: number }) {
  return {
    ok: false as const,
    reason: "rate_limited" as const,
    retryAfterSeconds: Math.ceil(retryAfter / 1_000),
  };
}

/** Whether a limit has any left, without taking it. */
export async function hasLeft(ctx: MutationCtx, name: RateLimitName, key?: string): Promise<boolean> {
  const { ok } = await rateLimiter.check(ctx, name, { key, config: scaled(RATE_LIMITS[name]) });
  return ok;
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
