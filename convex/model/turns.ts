/**
 * Whose request may leave for the provider now. Each was given its time long before, but one that leaves late is too close to
 * the one that is due a second after it, and sign-in mail leaves between them: so the times count at which they really left.
 */
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
  const first = (await lastRequests(ctx))?.times.at(-limit) ?? 0;
  const wait = first + WINDOW - Date.now();
  if (wait > 0) return wait;
  await noteRequest(ctx);
  return 0;
}

/** A request that leaves now without having asked. */
export async function noteRequest(ctx: MutationCtx): Promise<void> {
  const limit = requestsASecond();
  if (limit > MOST_REMEMBERED) return;
  const row = await lastRequests(ctx);
  const times = [...(row?.times ?? []), Date.now()].slice(-limit);
  if (row) await ctx.db.patch("providerRequests", row._id, { times });
  else await ctx.db.insert("providerRequests", { times });
}

function requestsASecond(): number {
  return Math.max(1, Math.floor(providerRequestsPerSecond()));
}

function lastRequests(ctx: MutationCtx) {
  return ctx.db.query("providerRequests").first();
}
