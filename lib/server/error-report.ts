import type { Instrumentation } from "next";
import { log } from "./log";
import { REQUEST_ID_HEADER } from "../request-id";

/** Receives an error that nothing caught while a request was answered, in the form in which Next reports it. */
type Reporter = (...event: Parameters<Instrumentation.onRequestError>) => Promise<void>;

/**
 * Receivers of errors. Add an error tracker here, such as Sentry's `captureRequestError`, which accepts what Next
 * passes. `request.path` and `request.headers` may contain secrets (a token, a cookie), so configure the tracker to
 * leave them out.
 */
const REPORTERS: readonly Reporter[] = [toLog];

export const reportRequestError: Reporter = async (...event) => {
  await Promise.all(REPORTERS.map((report) => report(...event)));
};

/**
 * Logs the error with its digest, which the error page shows, and with the request id, which also appears in Convex's
 * log.
 */
async function toLog(
  ...[error, { method, path, headers }, { routePath, routeType }]: Parameters<Reporter>
): Promise<void> {
  const requestId = headers[REQUEST_ID_HEADER];
  log.error("request.failed", error, {
    requestId: Array.isArray(requestId) ? requestId[0] : requestId,
    method,
    path,
    route: routePath,
    routeType,
  });
}
