import { RateLimiter } from "@convex-dev/rate-limiter";
import { components } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import type { RateLimitName } from "../../rateLimits";

const OF_A_MAILBOX = [
  "linkCooldownPerAddress",
  "linksPerAddress",
  "linksPerAddressADay",
  "wrongCodesPerAddressADay",
  "resendsPerAddressADay",
] as const satisfies RateLimitName[];

/** Deletes a mailbox's rate-limit rows, because their keys contain the address. */
export async function forgetMailbox(ctx: MutationCtx, mailbox: string): Promise<void> {
  const limiter = new RateLimiter(components.rateLimiter);
  for (const name of OF_A_MAILBOX) await limiter.reset(ctx, name, { key: mailbox });
}
