import "server-only";
import {
  authCookieName,
  cookieName,
  randomSecret,
  readCookie,
  setCookie,
  sha256Hex,
} from "@latchkey/login-links/http";
import { DEVICE_COOKIE_DAYS } from "../device-names";
import { siteOf } from "../site";
import { env } from "./env";

/** In seconds. */
const MAX_AGE = DEVICE_COOKIE_DAYS * 24 * 60 * 60;
const SITE = siteOf(env.SITE_URL);
const SESSION = `${authCookieName("session_token", SITE)}=`;

/** The secrets of browsers that have no cookie yet, while they sign in. */
const given = new WeakMap<Request, string>();

/** The hash by which Convex recognises this browser. Null for a browser in which nobody has signed in yet. */
export async function deviceHashOf(request: Request): Promise<string | null> {
  const secret = secretIn(request) ?? given.get(request);
  return secret === undefined ? null : sha256Hex(secret);
}

/**
 * Wraps a route that begins sessions. When a session begins, the browser gets a cookie with a random secret. The secret
 * identifies the browser the next time somebody signs in, so that their device keeps its name.
 */
export function withDeviceCookie(
  handle: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const secret = secretIn(request) ?? randomSecret();
    given.set(request, secret);
    const response = await handle(request);
    if (beginsSession(response)) response.headers.append("Set-Cookie", deviceCookie(secret));
    return response;
  };
}

const deviceCookie = (secret: string): string => setCookie("device", secret, SITE, MAX_AGE);

const beginsSession = ({ headers }: Response): boolean =>
  headers.getSetCookie().some((line) => line.startsWith(SESSION) && !line.startsWith(`${SESSION};`));

function secretIn({ headers }: Request): string | undefined {
  const value = readCookie(headers.get("cookie"), cookieName("device", SITE));
  return value !== null && /^[\w-]{43}$/.test(value) ? value : undefined;
}
