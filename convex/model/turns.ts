/**
 * Whose request may leave for the provider now. Each was given its time long before, but one that leaves late is too close to
 * the one that is due a second after it, and sign-in mail leaves between them: so the times count at which they really left.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { providerRequestsPerSecond } from "../rateLimits";

/** The provider's second, in ms, and what two requests may come closer together on their way. */
const WINDOW = 1_000 + 20;
/** Where more leave in a second, no single one of them is worth a row that all of them write. */
const MOST_REMEMBERED = 100;

/** Takes the turn of a request that leaves now, and answers 0. Otherwise: how long to wait before asking again, in ms. */
export async function takeTurn(ctx: MutationCtx): Promise<number> {
  const limit = requestsASecond();
  if (limit > MOST_REMEMBERED) return 0;
  const last = await lastRequests(ctx);
  const wait = (last?.times.at(-limit) ?? 0) + WINDOW - Date.now();
  if (wait > 0) return wait;
  await remember(ctx, last, limit);
  return 0;
}

/** A request that leaves now without having asked. */
export async function noteRequest(ctx: MutationCtx): Promise<void> {
  const limit = requestsASecond();
  if (limit <= MOST_REMEMBERED) await remember(ctx, await lastRequests(ctx), limit);
}

async function remember(
  ctx: MutationCtx,
  last: Doc<"providerRequests"> | null,
  limit: number,
): Promise<void> {
  const times = [...(last?.times ?? []), Date.now()].slice(-limit);
  if (last) await ctx.db.patch("providerRequests", last._id, { times });
  else await ctx.db.insert("providerRequests", { times });
}

function requestsASecond(): number {
  return Math.max(1, Math.floor(providerRequestsPerSecond()));
}

function lastRequests(ctx: MutationCtx) {
  return ctx.db.query("providerRequests").first();
}
