import "server-only";
import { respond } from "@latchkey/login-links/http";
import { unstable_rethrow } from "next/navigation";
import { routeHeaders } from "../csp";
import { ROUTE_FAILED } from "../messages/errors";
import { env } from "./env";
import { log } from "./log";
import { REQUEST_ID_HEADER, requestIdFor } from "../request-id";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type Handler<Context> = (request: Request, context: Context) => Response | Promise<Response>;
/** The type that Next calls; a route without parameters needs no context. */
type Route<Context> = (
  request: Request,
  ...context: unknown extends Context ? [context?: unknown] : [context: Context]
) => Promise<Response>;

/**
 * The handlers of a route that middleware.ts does not handle, one for each method: Next itself would answer the other
 * methods without the security headers. If a handler throws, the error is logged and answered, also with the headers.
 */
export function route<Context = unknown>(
  handlers: Partial<Record<Method, Handler<Context>>>,
): Record<Method, Route<Context>> {
  const allowed = METHODS.filter((method) => method in handlers);
  const refuse = () => respond(405, { Allow: allowed.join(", ") });
  const all = METHODS.map((method) => [method, sealed(handlers[method] ?? refuse)] as const);
  return Object.fromEntries(all) as Record<Method, Route<Context>>;
}

function sealed<Context>(handle: Handler<Context>): Handler<Context> {
  return async (request, context) => withHeaders(request, await answered(handle, request, context));
}

async function answered<Context>(
  handle: Handler<Context>,
  request: Request,
  context: Context,
): Promise<Response> {
  try {
    return await handle(request, context);
  } catch (error) {
    unstable_rethrow(error);
    const { pathname: path } = new URL(request.url);
    log.error("request.failed", error, { requestId: requestIdFor(request), method: request.method, path });
    return respond(500, { "Content-Type": "text/plain; charset=utf-8" }, [], `${ROUTE_FAILED}\n`);
  }
}

/** Adds the request id and the security headers. A security header that the handler has set is kept. */
function withHeaders(request: Request, response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(REQUEST_ID_HEADER, requestIdFor(request));
  for (const [name, value] of Object.entries(routeHeaders(env.SITE_URL))) {
    if (!headers.has(name)) headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers });
}
