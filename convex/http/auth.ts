import { readBody, readSession, sessionCookie } from "@latchkey/login-links/http";
import { isServedAuthPath, MAX_AUTH_BODY } from "../../lib/auth-paths";
import { siteOf } from "../../lib/site";
import { env } from "../_generated/server";
import { httpAction } from "../functions";

/**
 * `/api/auth/*`: serves only the endpoints that the app uses, limits the body, and forwards only the session's cookie.
 * Better Auth is imported dynamically, so refused requests and other routes do not evaluate it.
 */
export const betterAuthHttp = httpAction(async (ctx, request) => {
  if (!isServedAuthPath(request.method, new URL(request.url).pathname)) return refuse(404);
  const body = await readBody(request, MAX_AUTH_BODY);
  if (!body) return refuse(413);
  const { createAuth } = await import("../auth");
  return createAuth(ctx).handler(withOwnCookie(request, body));
});

const refuse = (status: number) => new Response(null, { status });

/** Forwards only the session's own cookie. Better Auth needs no other cookie, and answers 500 to a malformed one. */
function withOwnCookie({ url, method, headers }: Request, body: Uint8Array<ArrayBuffer>): Request {
  const own = new Headers(headers);
  const site = siteOf(env.SITE_URL);
  const session = readSession(headers, site);
  if (session) own.set("cookie", sessionCookie(session, site));
  else own.delete("cookie");
  return new Request(url, { method, headers: own, ...(body.length > 0 ? { body } : {}) });
}
