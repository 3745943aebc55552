import type { Instrumentation } from "next";
import { log } from "./log";
import { REQUEST_ID_HEADER } from "../request-id";

/** An error that reached nobody's `catch` while a request was answered, as Next tells of it. */
type Reporter = (...event: Parameters<Instrumentation.onRequestError>) => Promise<void>;

/**
 * Who is told. Add an error tracker here, such as Sentry's `captureRequestError`: it takes what Next gives. Of what it gets,
 * `request.path` and `request.headers` may hold secrets (a token, a cookie): have the tracker leave them out.
 */
const REPORTERS: readonly Reporter[] = [toLog];

export const reportRequestError: Reporter = async (...event) => {
  await Promise.all(REPORTERS.map((report) => report(...event)));
};

/** The digest is what the error page shows, and the request id leads to what Convex wrote down. */
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
