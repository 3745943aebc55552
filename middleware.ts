import { callbackPathOf, loginPath, randomSecret, readSession } from "@latchkey/login-links/http";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, routeHeaders } from "./lib/csp";
import { env } from "./lib/server/env";
import { newRequestId, REQUEST_ID_HEADER } from "./lib/request-id";
import { ownCookies, withoutForeignCookies } from "./lib/own-cookies";
import { siteOf } from "./lib/site";

const SIGNED_IN_ONLY = /^\/(?:dashboard|settings|admin)(?:\/|$)/;
const SITE = siteOf(env.SITE_URL);
const OWN_COOKIES = ownCookies(SITE);
/** A logo that an admin uploads is on this site; the environment may name one elsewhere. */
const LOGO_HOSTS = [env.APP_LOGO_URL, env.APP_LOGO_DARK_URL].flatMap((url) =>
  url ? new URL(url).origin : [],
);
const isSecure = env.SITE_URL.startsWith("https:");

/**
 * Makes no access decisions; lib/server/session.ts and convex/functions.ts do. The middleware redirects people without
 * a session cookie early, gives every page its security headers, and gives every request an id.
 */
export function middleware(request: NextRequest): NextResponse {
  const response = answerFor(request);
  // A page has its own policy already. All other responses, for example redirects, get headers that forbid all content.
  for (const [name, value] of Object.entries(routeHeaders(env.SITE_URL))) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}

/**
 * Pages only answer GET and HEAD, because forms post to routes and no page has a server action. Other methods get 404
 * here; otherwise Next would print a stack trace for each attempt to call a server action.
 */
function answerFor(request: NextRequest): NextResponse {
  if (request.method !== "GET" && request.method !== "HEAD") return new NextResponse(null, { status: 404 });
  return toCallback(request) ?? (needsCookie(request) ? toLogin(request) : withNonce(request));
}

function needsCookie(request: NextRequest): boolean {
  return SIGNED_IN_ONLY.test(request.nextUrl.pathname) && !readSession(request.headers, SITE);
}

function toLogin({ nextUrl }: NextRequest): NextResponse {
  return NextResponse.redirect(new URL(loginPath(`${nextUrl.pathname}${nextUrl.search}`), env.SITE_URL), 307);
}

/**
 * Redirects a damaged link to the callback, if its token can still be read; null otherwise. Mail programs and filters
 * damage links.
 */
function toCallback({ method, nextUrl }: NextRequest): NextResponse | null {
  const path = method === "GET" ? callbackPathOf(new URL(nextUrl)) : null;
  if (path === null) return null;
  const response = NextResponse.redirect(new URL(path, env.SITE_URL), 307);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

/**
 * Sets the policy with its nonce on the request and on the response. Next reads the nonce for its own scripts from the
 * request, and the browser reads it from the response.
 */
function withNonce(request: NextRequest): NextResponse {
  const nonce = randomSecret();
  const policy = contentSecurityPolicy({
    nonce,
    convexUrl: env.NEXT_PUBLIC_CONVEX_URL,
    isDevelopment: process.env.NODE_ENV === "development",
    isSecure,
    pictureHosts: LOGO_HOSTS,
  });
  const requestId = newRequestId();
  const headers = new Headers(request.headers);
  const cookies = withoutForeignCookies(headers.get("cookie"), OWN_COOKIES);
  if (cookies === null) headers.delete("cookie");
  else headers.set("cookie", cookies);
  headers.set(REQUEST_ID_HEADER, requestId);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  return response;
}

export const config = {
  runtime: "nodejs",
  // Matches everything except files of a build and the routes that set their own headers, which are made with
  // lib/server/route.ts.
  matcher: [
    "/((?!_next/static/|_next/image$|api/auth/|api/health$|brand/(?:mark\\.svg|picture\\.png|logo/[^/]+)$|login/(?:callback|request|renew|passkey|state)$|confirm/callback$|logout$|unsubscribe/(?:change|one-click)$|account/(?:email/change|notice/answer)$|pictures/[^/]+$|admin/campaigns/(?:live-mail|[^/]+/mail)$).*)",
  ],
};
