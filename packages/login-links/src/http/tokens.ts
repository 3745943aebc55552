import type { Site } from "./cookies.ts";
import { payloadOf } from "./jwt-claims.ts";
import { sessionCookie, sessionCookiesIn } from "./session-cookie.ts";

/**
 * A JWT for Convex; undefined if nobody is signed in. `isFresh` means that another request would return the same one.
 */
export type Token = { token?: string; isFresh: boolean };

export type TokenSettings = Site & {
  /** Where the deployment answers HTTP, as in NEXT_PUBLIC_CONVEX_SITE_URL. */
  convexSiteUrl: string;
  /** Where Better Auth is mounted there; `/api/auth` by default. */
  authPath?: string;
};

/** A JWT is renewed half a minute before it ends, so that it does not expire on its way. */
const MARGIN_SECONDS = 30;

/**
 * The JWT of the person who is signed in in a request's browser: the JWT in the cookie if it stays valid for at least
 * half a minute, otherwise a new one from Better Auth. Only the session's own cookies are read from the request. The
 * JWT in the cookie counts only with the claim `sessionHash` (see `sessionHash`), so that nobody's page is rendered
 * with a planted JWT; without that claim every call gets a new one.
 * @param isReplacement the JWT in the cookie was refused
 * @throws if Better Auth cannot be reached
 */
export async function readToken(
  headers: Headers,
  settings: TokenSettings,
  isReplacement = false,
): Promise<Token> {
  const held = await sessionCookiesIn(headers, settings);
  if (!held) return { isFresh: true };
  const isUsable = !isReplacement && held.jwt !== null && lasts(held.jwt);
  return isUsable
    ? { token: held.jwt ?? undefined, isFresh: false }
    : { token: await issueToken(held.session, settings), isFresh: true };
}

function lasts(jwt: string): boolean {
  const { exp: expiresAt } = payloadOf(jwt);
  return typeof expiresAt === "number" && Date.now() / 1_000 < expiresAt - MARGIN_SECONDS;
}

async function issueToken(session: string, settings: TokenSettings): Promise<string | undefined> {
  const { convexSiteUrl, authPath = "/api/auth" } = settings;
  const response = await fetch(`${convexSiteUrl}${authPath}/convex/token`, {
    headers: { cookie: sessionCookie(session, settings) },
    cache: "no-store",
  });
  if (response.status === 401) return undefined;
  if (!response.ok) throw new Error(`Convex answered ${response.status} when asked for a token.`);
  const { token } = (await response.json()) as { token?: string };
  return token;
}

/**
 * A JWT that Convex refuses is replaced once. Other failures are not retried, because the call may have had its effect.
 */
export async function withToken<Result>(
  read: (isReplacement: boolean) => Promise<Token>,
  call: (token: string | undefined) => Promise<Result>,
): Promise<Result> {
  const { token, isFresh } = await read(false);
  try {
    return await call(token);
  } catch (error) {
    if (isFresh || !isAuthError(error)) throw error;
    return call((await read(true)).token);
  }
}

/**
 * The error that Convex throws for a refused JWT, and that functions of the app throw for a call without an active
 * session.
 */
export function isAuthError(error: unknown): boolean {
  if (codeOf(error) === "unauthenticated") return true;
  return error instanceof Error && /"code":\s*"(?:Unauthenticated|InvalidAuthHeader)"/.test(error.message);
}

/** The `code` in the data of a ConvexError; null for any other error. */
export function codeOf(error: unknown): string | null {
  const data = error instanceof Error && "data" in error ? error.data : null;
  const code = typeof data === "object" && data !== null && "code" in data ? data.code : null;
  return typeof code === "string" ? code : null;
}
