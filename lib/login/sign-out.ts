import { clearCookie, isSecure, readCookie } from "./cookies";
import { AUTH_COOKIES, authCookieName, readSession, sessionCookie, tokenIn } from "../session-cookie";

export type SignOutSettings = { siteUrl: string; convexSiteUrl: string };

/** Whoever signs out, or in as somebody else, waits for it: so long, in ms. */
const PATIENCE = 5_000;

/**
 * Ends the session that the request's cookies hold, in Better Auth. False when Better Auth could not be reached or did
 * not agree; a request without a session is already signed out.
 */
export async function endSession(
  request: Request,
  { siteUrl, convexSiteUrl }: SignOutSettings,
): Promise<boolean> {
  const session = readSession(request.headers, siteUrl);
  if (!session) return true;
  try {
    const response = await fetch(`${convexSiteUrl}/api/auth/sign-out`, {
      method: "POST",
      headers: {
        cookie: sessionCookie(session, siteUrl),
        origin: siteUrl,
        "content-type": "application/json",
      },
      body: "{}",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** Ends the session that a new one has just replaced, unless both are the same one: a lost answer asked for again. */
export async function endReplacedSession(
  request: Request,
  setCookies: string[],
  settings: SignOutSettings,
): Promise<void> {
  if (!isSameSession(request, setCookies, settings.siteUrl)) await endSession(request, settings);
}

/** Set-Cookie values that leave nothing of a session or a sign-in behind, whatever Better Auth answered. */
export function clearedCookies(siteUrl: string): string[] {
  const secure = isSecure(siteUrl) ? "; Secure" : "";
  const auth = AUTH_COOKIES.map(
    (cookie) => `${authCookieName(cookie, siteUrl)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`,
  );
  return [...auth, clearCookie("pending", siteUrl), clearCookie("link", siteUrl)];
}

/** Whether the cookies just made are of the session that the request already had. */
export function isSameSession(request: Request, setCookies: string[], siteUrl: string): boolean {
  const held = readSession(request.headers, siteUrl);
  const token = held && tokenIn(held);
  if (!token) return false;
  const name = authCookieName("session_token", siteUrl);
  return setCookies.some((cookie) => {
    const value = readCookie(cookie.split(";")[0] ?? "", name);
    return value !== null && tokenIn(value) === token;
  });
}
