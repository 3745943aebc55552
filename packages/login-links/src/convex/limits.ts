import { DAY, HOUR, MINUTE, RateLimiter, type RateLimitConfig } from "@convex-dev/rate-limiter";
import type { GenericDataModel, GenericMutationCtx } from "convex/server";

/**
 * The limits of links. A token bucket allows `rate` calls at once and refills evenly over `period` (ms). A fixed window
 * allows `rate` calls in each period.
 *
 * A limit is a row, and two mutations that write the same row cannot both commit. So limits that many people use at the
 * same moment are spread over `shards` rows of `rate / shards` each. A call looks at two of the rows and uses the
 * fuller one. Together the rows never allow more than `rate`. A call may be refused a little early, when both of its
 * rows are empty: with ten shards of twenty or more, this begins at about nine tenths of `rate`.
 */
export const LINK_LIMITS = {
  /** "Per address" means per mailbox: tags and, at Gmail, dots are ignored. */
  linkCooldownPerAddress: { kind: "token bucket", rate: 1, period: MINUTE },
  linksPerAddress: { kind: "token bucket", rate: 3, period: 10 * MINUTE },
  linksPerAddressADay: { kind: "token bucket", rate: 20, period: DAY },
  /** Enough for an office where everybody signs in when the working day begins. */
  linksPerIp: { kind: "token bucket", rate: 300, period: 10 * MINUTE, shards: 10 },
  linksInAll: { kind: "token bucket", rate: 200, period: MINUTE, shards: 10 },
  /**
   * For mail to addresses without an account. Both limits are checked in this order, after the answer. They are fixed
   * windows. Somebody could keep a token bucket empty, and see after each refill whether the previous request had used
   * up a token.
   */
  strangersPerIp: { kind: "fixed window", rate: 20, period: 10 * MINUTE, start: 0 },
  strangersADay: { kind: "fixed window", rate: 1_000, period: DAY, start: 0, shards: 10 },
  /** Calls without a valid signature of your servers. All callers share this limit: see client.ts. */
  unsignedCalls: { kind: "token bucket", rate: 30, period: 10 * MINUTE },
  /** Counts only refusals, so the limit never stops somebody who has a good token. */
  refusedExchangesPerIp: { kind: "token bucket", rate: 30, period: 10 * MINUTE, shards: 3 },
  /**
   * Counts wrong codes for addresses with and without an account, so that the limit does not reveal which address has
   * one.
   */
  wrongCodesPerAddressADay: { kind: "token bucket", rate: 20, period: DAY },
  /**
   * Counts wrong codes for existing accounts only. Somebody who tries codes for many accounts guesses right about once
   * in ten weeks.
   */
  wrongCodesInAll: { kind: "token bucket", rate: 600, period: HOUR, shards: 10 },
  /**
   * Counts wrong codes for addresses without an account, so that the work is the same in both cases. It is never
   * checked.
   */
  wrongCodesOfStrangers: { kind: "token bucket", rate: 1e9, period: HOUR, shards: 10 },
} as const satisfies Record<string, RateLimitConfig>;

export type LinkLimitName = keyof typeof LINK_LIMITS;

/** Uses up limits and checks them. Never catch an error of these functions: without its limits, a call must fail. */
export interface LinkLimiter<DM extends GenericDataModel> {
  /** Uses up one request of the limit. If no request is left, `retryAfter` is the time to wait, in ms. */
  take(ctx: GenericMutationCtx<DM>, name: LinkLimitName, key?: string): Promise<Taken>;
  /** Whether a request of the limit is left. Does not use one up. */
  hasLeft(ctx: GenericMutationCtx<DM>, name: LinkLimitName, key?: string): Promise<boolean>;
  /** How long until the same address may request another link. */
  cooldownSeconds(): number;
}

export type Taken = { ok: true } | { ok: false; retryAfter: number };

export type RateLimiterComponent = ConstructorParameters<typeof RateLimiter>[0];

/**
 * Limits that the component `@convex-dev/rate-limiter` keeps.
 * @param scale multiplies the rates; read in each call
 */
export function componentLimits<DM extends GenericDataModel>(
  component: RateLimiterComponent,
  scale: () => number,
): LinkLimiter<DM> {
  const limiter = new RateLimiter(component);
  const configOf = (name: LinkLimitName): RateLimitConfig => ({
    ...LINK_LIMITS[name],
    rate: LINK_LIMITS[name].rate * scale(),
  });
  return {
    take: async (ctx, name, key) => {
      const { ok, retryAfter } = await limiter.limit(ctx, name, { key, config: configOf(name) });
      return ok ? { ok } : { ok: false, retryAfter: retryAfter ?? LINK_LIMITS[name].period };
    },
    hasLeft: async (ctx, name, key) => (await limiter.check(ctx, name, { key, config: configOf(name) })).ok,
    cooldownSeconds: () => Math.ceil(LINK_LIMITS.linkCooldownPerAddress.period / 1_000 / scale()),
  };
}

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Reads the factor in `RATE_LIMIT_SCALE`. It is for tests, which sign in more often on one machine than people do.
 * @throws if the site is not on this machine, because its limits would be wider than intended
 */
export function readScale(value: string | undefined, siteUrl: string): number {
  const scale = Number(value ?? 1);
  if (!(scale >= 1)) throw new Error(`RATE_LIMIT_SCALE is ${value}. It must be a number of at least 1.`);
  if (scale === 1 || LOCAL_HOSTS.includes(new URL(siteUrl).hostname)) return scale;
  throw new Error(
    "RATE_LIMIT_SCALE is for development: it would raise every rate limit. Remove it: npx convex env remove RATE_LIMIT_SCALE",
  );
}
