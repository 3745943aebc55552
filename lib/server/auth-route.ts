import "server-only";
import { readBody, readSession, respond, sessionCookie } from "@latchkey/login-links/http";
import { isServedAuthPath, MAX_AUTH_BODY } from "../auth-paths";
import { nextJsHandler } from "./auth-server";
import { env } from "./env";
import { log } from "./log";
import { requestIdFor } from "../request-id";
import { siteOf } from "../site";

const SITE = siteOf(env.SITE_URL);

/**
 * The headers that Better Auth reads from a request. The others are not forwarded: some would make the call to Convex
 * fail.
 */
const PASSED_ON = ["authorization", "content-type", "origin", "referer", "user-agent"];

/** Forwards the served paths to Better Auth on the Convex site. All others get 404. */
export async function answerAuth(request: Request): Promise<Response> {
  if (!isServedAuthPath(request.method, new URL(request.url).pathname)) return respond(404);
  const body = await readBody(request, MAX_AUTH_BODY);
  if (!body) return respond(413);
  try {
    const upstream = await handOn(request, body);
    return new Response(upstream.body, {
      status: upstream.status,
      headers: answerHeaders(request, upstream),
    });
  } catch (error) {
    log.error("auth.unreachable", error, { requestId: requestIdFor(request) });
    return respond(503, { "Retry-After": "1" });
  }
}

/**
 * Drops Set-Cookie values that remove a cookie from answers to GET. A page asks in the background whose session it has,
 * and another account may have signed in here before the answer arrives. Removing the cookie of the old session would
 * then remove the new one.
 */
function answerHeaders({ method }: Request, upstream: Response): Headers {
  const headers = new Headers(upstream.headers);
  if (method !== "GET") return headers;
  headers.delete("set-cookie");
  for (const cookie of upstream.headers.getSetCookie())
    if (!isRemoval(cookie)) headers.append("set-cookie", cookie);
  return headers;
}

const isRemoval = (setCookie: string): boolean => /;\s*max-age=0\s*(?:;|$)/i.test(setCookie);

function handOn({ method, url, headers }: Request, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  const passedOn = passedOnOf(headers);
  return method === "GET"
    ? nextJsHandler.GET(new Request(url, { headers: passedOn }))
    : nextJsHandler.POST(new Request(url, { method, headers: passedOn, body }));
}

/** Forwards only the session's cookie, because Better Auth answers 500 to malformed ones. */
function passedOnOf(headers: Headers): Headers {
  const passedOn = new Headers();
  const session = readSession(headers, SITE);
  if (session) passedOn.set("cookie", sessionCookie(session, SITE));
  for (const name of PASSED_ON) {
    const value = headers.get(name);
    if (value !== null) passedOn.set(name, value);
  }
  return passedOn;
}
