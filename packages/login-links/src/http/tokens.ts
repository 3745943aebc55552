import type { Site } from "./cookies.ts";
import { payloadOf } from "./jwt-claims.ts";
import { sessionCookie, sessionCookiesIn } from "./session-cookie.ts";

/** A JWT for Convex; undefined where nobody is signed in. `isFresh` says that asking for another one would bring the same. */
export type Token = { token?: string; isFresh: boolean };

export type TokenSettings = Site & {
  /** Where the deployment answers HTTP, as in NEXT_PUBLIC_CONVEX_SITE_URL. */
  convexSiteUrl: string;
  /** Where Better Auth is mounted there; `/api/auth` if not given. */
  authPath?: string;
};

/** Renewed half a minute before it ends, so that it does not end on its way. */
const MARGIN_SECONDS = 30;

/**
 * The JWT of whoever is signed in in a request's browser: the one in its cookie while that is good for some time, else a new
 * one from Better Auth. Of the request nothing but the session's own cookies is read. The JWT in the cookie counts only with
 * the claim `sessionHash` (see `sessionHash`), so that nobody's page is rendered with a JWT that was planted; without that
 * claim every call asks for a new one.
 * @param isReplacement the one in the cookie was not accepted
 * @throws where Better Auth cannot be reached
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

/** A JWT that Convex no longer takes is replaced, once. Any other failure is not repeated: it may have done its work. */
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

/** Convex says this of a JWT that it does not take; a function of the app, of a call without a live session. */
export function isAuthError(error: unknown): boolean {
  if (codeOf(error) === "unauthenticated") return true;
  return error instanceof Error && /"code":\s*"(?:Unauthenticated|InvalidAuthHeader)"/.test(error.message);
}

/** The `code` in the data of a ConvexError; null of any other error. */
export function codeOf(error: unknown): string | null {
  const data = error instanceof Error && "data" in error ? error.data : null;
  const code = typeof data === "object" && data !== null && "code" in data ? data.code : null;
  return typeof code === "string" ? code : null;
}
