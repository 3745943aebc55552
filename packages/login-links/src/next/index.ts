/** What Next.js needs in addition to the routes: tokens from cookies in server components, and a guard. */
import { fetchAction, fetchMutation, fetchQuery, type NextjsOptions, preloadQuery } from "convex/nextjs";
import type { ArgsAndOptions, FunctionReference, FunctionType, OptionalRestArgs } from "convex/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { claimsOf } from "../http/jwt-claims.ts";
import { loginPath } from "../http/paths.ts";
import { readToken, type TokenSettings, withToken } from "../http/tokens.ts";

export type NextAuthSettings = TokenSettings & {
  /** The address of the deployment, as in NEXT_PUBLIC_CONVEX_URL. */
  url: string;
  /** The page for people who are not signed in; `/login` by default. */
  login?: string;
};

/**
 * Call it once, in a server file. Its functions are for server components and route handlers, and read the cookies of
 * the current request; within one render the token is read once.
 */
export function createNextAuth(settings: NextAuthSettings) {
  const { url, login } = settings;
  const read = cache(async (isReplacement: boolean) =>
    readToken(new Headers(await headers()), settings, isReplacement),
  );

  function argsAndToken<Type extends FunctionType, Reference extends FunctionReference<Type>>(
    args: OptionalRestArgs<Reference>,
    token: string | undefined,
  ): ArgsAndOptions<Reference, NextjsOptions> {
    return [args[0], { token, url }];
  }

  return {
    /**
     * The JWT of the signed-in person, for `initialToken` of a provider; undefined if nobody is signed in. Convex
     * checks its signature. Throws if Better Auth cannot be reached.
     */
    getToken: async (): Promise<string | undefined> => (await read(false)).token,

    /** Like `getToken`, but redirects to the login page if nobody is signed in, and back to `path` afterwards. */
    async requireToken(path: string): Promise<string> {
      return (await read(false)).token ?? redirect(loginPath(path, {}, login));
    },

    /** The token in the form that `convexBackend` needs, for pages and routes of the current request. */
    tokenOf: (_request: Request, isReplacement: boolean) => read(isReplacement),

    /**
     * The current request with its cookies, for `signIn.read` and `signIn.look` in a page. It has no body and no path.
     */
    currentRequest: async (): Promise<Request> =>
      new Request(settings.siteUrl, { headers: new Headers(await headers()) }),

    /**
     * A query's first result, and the id of the user that it was loaded for. When the browser loads the result into a
     * page that is already open, the result may be for another account than that page.
     */
    preloadAuthQuery: <Query extends FunctionReference<"query">>(
      query: Query,
      ...args: OptionalRestArgs<Query>
    ) =>
      withToken(read, async (token) => {
        const preloaded = await preloadQuery(query, ...argsAndToken<"query", Query>(args, token));
        return { ...preloaded, forUser: claimsOf(token).userId };
      }),

    /** These three call a function as the signed-in person. A JWT that Convex refuses is replaced once. */
    fetchAuthQuery: <Query extends FunctionReference<"query">>(
      query: Query,
      ...args: OptionalRestArgs<Query>
    ) => withToken(read, (token) => fetchQuery(query, ...argsAndToken<"query", Query>(args, token))),

    fetchAuthMutation: <Mutation extends FunctionReference<"mutation">>(
      mutation: Mutation,
      ...args: OptionalRestArgs<Mutation>
    ) =>
      withToken(read, (token) => fetchMutation(mutation, ...argsAndToken<"mutation", Mutation>(args, token))),

    fetchAuthAction: <Action extends FunctionReference<"action">>(
      action: Action,
      ...args: OptionalRestArgs<Action>
    ) => withToken(read, (token) => fetchAction(action, ...argsAndToken<"action", Action>(args, token))),
  };
}
