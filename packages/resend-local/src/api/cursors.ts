import type { Call } from "../http/reply";
import type { Cursors } from "../pagination";
import { hasApiKey } from "./api-key";
import { ApiError } from "./errors";

const DEFAULT_LIMIT = 20;

/**
 * The page that a call requests. A call with a key gets pages of 20, as in Resend. People and tests without a key get
 * everything at once.
 */
export function cursorsOf(call: Call): Cursors {
  const { query } = call;
  const [after, before] = [query.get("after") ?? undefined, query.get("before") ?? undefined];
  if (after !== undefined && before !== undefined) {
    throw new ApiError("validation_error", "The `after` and `before` parameters cannot be used together.");
  }
  const given = query.get("limit");
  const limit = given === null ? (hasApiKey(call) ? DEFAULT_LIMIT : Infinity) : limitOf(given);
  return { limit, after, before };
}

function limitOf(given: string): number {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100) return limit;
  throw new ApiError("validation_error", "The `limit` parameter must be between 1 and 100.");
}
