import { TimeoutError, withTimeout } from "@latchkey/login-links/http";
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

/** @throws if the settings for mail are invalid */
export function resend(): Resend {
  return new Resend(productionSafe("RESEND_API_KEY"), { baseUrl: productionSafe("RESEND_BASE_URL") });
}

/** What to do about this error. An error without a status is a network error. */
export function verdictOn(error: ErrorResponse): Verdict {
  const byName = VERDICTS[error.name];
  if (byName) return byName;
  const status = error.statusCode ?? 500;
  if (status >= 500) return "try-again";
  return status === 401 || status === 403 ? "stop-everything" : "this-mail-is-wrong";
}

/**
 * How long to wait for an answer, in ms. While it waits, the action occupies one of the few places for scheduled
 * functions.
 */
const TIMEOUT_MS = 10_000;

interface Unanswered {
  data: null;
  error: ErrorResponse;
  headers: null;
}

/**
 * Calls the provider. A timeout counts as a network error. The request is then aborted, because while it is still
 * running the provider answers a retry with the same idempotency key with 409.
 */
export function callResend<Answer>(
  call: (resend: Resend, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | Unanswered> {
  return withTimeout<Answer | Unanswered>((signal) => call(resend(), signal), TIMEOUT_MS).catch(unanswered);
}

function unanswered(error: unknown): Unanswered {
  if (!(error instanceof TimeoutError)) throw error;
  const message = `No answer within ${TIMEOUT_MS / 1_000} seconds.`;
  return { data: null, error: { name: "application_error", statusCode: null, message }, headers: null };
}
