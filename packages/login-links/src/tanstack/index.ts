/**
 * What TanStack Start needs in addition to the routes. It imports nothing from TanStack, so it works with every version
 * of it.
 */
import type { Route } from "../http/sign-in.ts";
import { loginPath } from "../http/paths.ts";
import { readToken, type TokenSettings } from "../http/tokens.ts";

/** For `server: { handlers: serverRoute(signIn.callback) }` of `createFileRoute`. The route gets every method. */
export const serverRoute = (route: Route) => ({
  ANY: ({ request }: { request: Request }): Promise<Response> => route(request),
});

/**
 * The JWT of the signed-in person, for the `initialToken` of a provider; null if nobody is signed in. Call it in a
 * server function with the request from TanStack's `getRequest()`. Throws if Better Auth cannot be reached.
 */
export const tokenOf = async ({ headers }: Request, settings: TokenSettings): Promise<string | null> =>
  (await readToken(headers, settings)).token ?? null;

type Redirect = (to: { href: string }) => unknown;

/**
 * The guard for a route's `beforeLoad`. Without a token it throws a redirect (made with TanStack's `redirect`) to the
 * login page, and back to `location` afterwards.
 */
export function requireToken(
  token: string | null | undefined,
  { location, redirect, login }: { location: { href: string }; redirect: Redirect; login?: string },
): asserts token is string {
  if (!token) throw redirect({ href: loginPath(location.href, {}, login) });
}
