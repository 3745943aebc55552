import { type ErrorResponse, Resend } from "resend";
import { productionSafe } from "../model/production";

/** What to do about an error of the provider. */
export type Verdict = "try-again" | "stop-everything" | "this-mail-is-wrong";

const VERDICTS: Partial<Record<ErrorResponse["name"], Verdict>> = {
  rate_limit_exceeded: "try-again",
  application_error: "try-again",
  internal_server_error: "try-again",
  concurrent_idempotent_requests: "try-again",
  daily_quota_exceeded: "stop-everything",
  monthly_quota_exceeded: "stop-everything",
  missing_api_key: "stop-everything",
  invalid_api_key: "stop-everything",
  restricted_api_key: "stop-everything",
};

export function resend(): Resend {
  return new Resend(productionSafe("RESEND_API_KEY"), { baseUrl: productionSafe("RESEND_BASE_URL") });
}

/** An error without a status is one of the network's. */
export function verdictOn(error: ErrorResponse): Verdict {
  const byName = VERDICTS[error.name];
  if (byName) return byName;
  const status = error.statusCode ?? 500;
  if (status >= 500) return "try-again";
  return status === 401 || status === 403 ? "stop-everything" : "this-mail-is-wrong";
}

/** How long an answer may take, in ms: all the while the action keeps one of the few slots for scheduled functions. */
const PATIENCE = 10_000;

interface Unanswered {
  data: null;
  error: ErrorResponse;
  headers: null;
}

/**
 * A request that hangs ends as one that the network lost. It is hung up on as well: the provider answers a repetition under the
 * same key with 409 for as long as it takes the first attempt to be under way.
 */
export async function inTime<Answer>(
  request: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | Unanswered> {
  const hangUp = new AbortController();
  const message = `No answer within ${PATIENCE / 1_000} seconds.`;
  const error: ErrorResponse = { name: "application_error", statusCode: null, message };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unanswered = new Promise<Unanswered>((resolve) => {
    timer = setTimeout(() => {
      resolve({ data: null, error, headers: null });
      hangUp.abort();
    }, PATIENCE);
  });
  return Promise.race([request(hangUp.signal), unanswered]).finally(() => clearTimeout(timer));
}

/** For a moment that is near: whoever waits for long gives up the slot and is scheduled again. */
export async function until(time: number): Promise<void> {
  const wait = time - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
