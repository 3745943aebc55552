/** What TanStack Start needs beside the routes. It imports nothing of TanStack, so it fits whichever version an app has. */
import type { Route } from "../http/sign-in.ts";
import { loginPath } from "../http/paths.ts";
import { readToken, type TokenSettings } from "../http/tokens.ts";

/** For `server: { handlers: serverRoute(signIn.callback) }` of `createFileRoute`. Every method comes to the route. */
export const serverRoute = (route: Route) => ({
  ANY: ({ request }: { request: Request }): Promise<Response> => route(request),
});

/**
 * The JWT of whoever is signed in, for the `initialToken` of a provider; null where nobody is. Call it in a server function,
 * with the request that TanStack's `getRequest()` gives there. Throws where Better Auth cannot be reached.
 */
export const tokenOf = async ({ headers }: Request, settings: TokenSettings): Promise<string | null> =>
  (await readToken(headers, settings)).token ?? null;

type Redirect = (to: { href: string }) => unknown;

/**
 * The guard of a route's `beforeLoad`. Throws what TanStack's `redirect` makes, to the login page and back to `location`
 * afterwards, where there is no token.
 */
export function requireToken(
  token: string | null | undefined,
  { location, redirect, login }: { location: { href: string }; redirect: Redirect; login?: string },
): asserts token is string {
  if (!token) throw redirect({ href: loginPath(location.href, {}, login) });
}
