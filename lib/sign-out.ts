import { getSessionCookie } from "better-auth/cookies";
import { clearCookie, readCookie } from "./cookies";

/** Better Auth's cookies as it names them, with the prefix that it gives them on https. */
const AUTH_COOKIES = ["session_token", "session_data", "convex_jwt", "dont_remember"];

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
  const cookie = request.headers.get("cookie") ?? "";
  if (!getSessionCookie(request.headers)) return true;
  try {
    const response = await fetch(`${convexSiteUrl}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin: siteUrl, "content-type": "application/json" },
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

/** Set-Cookie values that leave nothing of a session or a sign-in behind, whatever Better Auth answered. */
export function clearedCookies(siteUrl: string): string[] {
  const isSecure = siteUrl.startsWith("https:");
  const prefix = isSecure ? "__Secure-" : "";
  const auth = AUTH_COOKIES.map(
    (name) =>
      `${prefix}better-auth.${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`,
  );
  return [...auth, clearCookie("pending", siteUrl), clearCookie("link", siteUrl)];
}

/** Whether the cookies just made stand for the session that the request already had: a lost answer asked for again. */
export function isSameSession(request: Request, setCookies: string[]): boolean {
  const held = getSessionCookie(request.headers);
  if (!held) return false;
  const token = decodeURIComponent(held).split(".")[0] ?? "";
  return setCookies.some((cookie) => sessionTokenOf(cookie) === token);
}

function sessionTokenOf(setCookie: string): string | null {
  const pair = setCookie.split(";")[0] ?? "";
  const name = pair.slice(0, pair.indexOf("="));
  const value = name.endsWith("better-auth.session_token") ? readCookie(pair, name) : null;
  return value === null ? null : (decodeURIComponent(value).split(".")[0] ?? null);
}
