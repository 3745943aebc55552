/** What Next.js needs beside the routes: cookies to tokens in server components, and a guard. */
import { fetchAction, fetchMutation, fetchQuery, type NextjsOptions, preloadQuery } from "convex/nextjs";
import type { ArgsAndOptions, FunctionReference, FunctionType, OptionalRestArgs } from "convex/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { claimsOf } from "../http/jwt-claims.ts";
import { loginPath } from "../http/paths.ts";
import { readToken, type TokenSettings, withToken } from "../http/tokens.ts";

export type NextAuthSettings = TokenSettings & {
  /** The deployment's own address, as in NEXT_PUBLIC_CONVEX_URL. */
  url: string;
  /** The page that people are sent to who are not signed in; `/login` if not given. */
  login?: string;
};

/**
 * Call it once, in a file of the server. All of it is for server components and route handlers, and reads the cookies of the
 * request at hand; within one render the token is read once.
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
     * The JWT of whoever is signed in, for `initialToken` of a provider; undefined where nobody is. Its signature is Convex's
     * to check. Throws where Better Auth cannot be reached.
     */
    getToken: async (): Promise<string | undefined> => (await read(false)).token,

    /** The same, or off to the login page and back to `path` afterwards. */
    async requireToken(path: string): Promise<string> {
      return (await read(false)).token ?? redirect(loginPath(path, {}, login));
    },

    /** The token as `convexBackend` takes it, for pages and routes of the request at hand. */
    tokenOf: (_request: Request, isReplacement: boolean) => read(isReplacement),

    /** The request at hand with its cookies, for `signIn.read` and `signIn.look` in a page. It has no body, and no path. */
    currentRequest: async (): Promise<Request> =>
      new Request(settings.siteUrl, { headers: new Headers(await headers()) }),

    /**
     * A query's first answer, and the id of the user for whom it was asked: a page that the browser fetches into one that is
     * open may be for another account by then.
     */
    preloadAuthQuery: <Query extends FunctionReference<"query">>(
      query: Query,
      ...args: OptionalRestArgs<Query>
    ) =>
      withToken(read, async (token) => {
        const preloaded = await preloadQuery(query, ...argsAndToken<"query", Query>(args, token));
        return { ...preloaded, forUser: claimsOf(token).userId };
      }),

    /** These three call a function as whoever is signed in. A JWT that Convex no longer takes is replaced, once. */
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
