import { DAY, HOUR, MINUTE, RateLimiter, type RateLimitConfig } from "@convex-dev/rate-limiter";
import type { GenericDataModel, GenericMutationCtx } from "convex/server";

/**
 * The limits of links. A token bucket allows `rate` at once and refills evenly over `period` (ms); a fixed window allows `rate`
 * in each period.
 *
 * A limit is a row, and two mutations that write one row cannot both commit. So what many people write at the same moment is
 * spread over `shards` rows of `rate / shards` each, of which a call looks at two and takes from the fuller one. Together they
 * never allow more than `rate`. They may refuse a little early, when both that were looked at are empty: with ten shards of
 * twenty and more, from about nine tenths on.
 */
export const LINK_LIMITS = {
  /** "Per address" means per mailbox: tags and, at Gmail, dots are left out. */
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
  /** Calls that no server of yours has signed, from everybody together: see client.ts. */
  unsignedCalls: { kind: "token bucket", rate: 30, period: 10 * MINUTE },
  /** Only what was refused: whoever holds a good token is kept out by nobody. */
  refusedExchangesPerIp: { kind: "token bucket", rate: 30, period: 10 * MINUTE, shards: 3 },
  /** Counted whether there is an account or not, so that it closes for both alike. */
  wrongCodesPerAddressADay: { kind: "token bucket", rate: 20, period: DAY },
  /** At existing accounts alone: what guessing at many of them comes to is one right guess in ten weeks. */
  wrongCodesInAll: { kind: "token bucket", rate: 600, period: HOUR, shards: 10 },
  /** As much work as the one above, for addresses without an account. Nobody asks whether any is left. */
  wrongCodesOfStrangers: { kind: "token bucket", rate: 1e9, period: HOUR, shards: 10 },
} as const satisfies Record<string, RateLimitConfig>;

export type LinkLimitName = keyof typeof LINK_LIMITS;

/** Takes from limits and looks at them. An error of it refuses: it is never caught here. */
export interface LinkLimiter<DM extends GenericDataModel> {
  /** Takes one. When none is left, `retryAfter` is the wait in ms. */
  take(ctx: GenericMutationCtx<DM>, name: LinkLimitName, key?: string): Promise<Taken>;
  /** Whether there is any left, without taking it. */
  hasLeft(ctx: GenericMutationCtx<DM>, name: LinkLimitName, key?: string): Promise<boolean>;
  /** Until the same address may ask again. */
  cooldownSeconds(): number;
}

export type Taken = { ok: true } | { ok: false; retryAfter: number };

export type RateLimiterComponent = ConstructorParameters<typeof RateLimiter>[0];

/** Limits kept by the component `@convex-dev/rate-limiter`. */
export function componentLimits<DM extends GenericDataModel>(
  component: RateLimiterComponent,
): LinkLimiter<DM> {
  const limiter = new RateLimiter(component, LINK_LIMITS);
  return {
    take: async (ctx, name, key) => {
      const { ok, retryAfter } = await limiter.limit(ctx, name, { key });
      return ok ? { ok } : { ok: false, retryAfter: retryAfter ?? LINK_LIMITS[name].period };
    },
    hasLeft: async (ctx, name, key) => (await limiter.check(ctx, name, { key })).ok,
    cooldownSeconds: () => Math.ceil(LINK_LIMITS.linkCooldownPerAddress.period / 1_000),
  };
}
