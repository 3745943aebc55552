import { readSession, sessionCookie } from "./session-cookie.ts";
import type { TokenSettings } from "./tokens.ts";
import { timeoutSignal } from "./with-timeout.ts";

/** In ms. A person who signs out, or signs in as somebody else, waits for the answer. */
const TIMEOUT_MS = 5_000;

/**
 * Asks Better Auth to end the session in the request's cookies. True if the session has ended, or if the request has
 * none; false if Better Auth refused or could not be reached.
 */
export async function endSession(request: Request, settings: TokenSettings): Promise<boolean> {
  const { siteUrl, convexSiteUrl, authPath = "/api/auth" } = settings;
  const session = readSession(request.headers, settings);
  if (!session) return true;
  try {
    const response = await fetch(`${convexSiteUrl}${authPath}/sign-out`, {
      method: "POST",
      headers: {
        cookie: sessionCookie(session, settings),
        origin: siteUrl,
        "content-type": "application/json",
      },
      body: "{}",
      cache: "no-store",
      redirect: "manual",
      signal: timeoutSignal(TIMEOUT_MS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
