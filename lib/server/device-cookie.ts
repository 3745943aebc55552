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

/** What Convex knows this browser by. Null for a browser in which nobody has signed in yet. */
export async function deviceHashOf(request: Request): Promise<string | null> {
  const secret = secretIn(request) ?? given.get(request);
  return secret === undefined ? null : sha256Hex(secret);
}

/**
 * For the routes that begin sessions: a browser in which a session begins keeps a random secret, so that its owner
 * finds the same name and their sessions find the same browser the next time.
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
