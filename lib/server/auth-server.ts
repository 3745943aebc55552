import "server-only";
import { convexBetterAuthNextJs } from "@convex-dev/better-auth/nextjs";
import { fetchAction, fetchMutation, fetchQuery, type NextjsOptions, preloadQuery } from "convex/nextjs";
import {
  type ArgsAndOptions,
  type FunctionReference,
  type FunctionType,
  type OptionalRestArgs,
} from "convex/server";
import { headers } from "next/headers";
import { cache } from "react";
import { AUTH_BASE_PATH } from "../auth-paths";
import { env } from "./env";
import { codeOf } from "../failure";
import { claimsOf, payloadOf } from "../jwt-claims";
import { sessionCookie, type SessionCookies, sessionCookiesIn } from "../session-cookie";

/** Answers /api/auth/*: hands the request on to Better Auth on the Convex site. */
export const { handler: nextJsHandler } = convexBetterAuthNextJs({
  convexUrl: env.NEXT_PUBLIC_CONVEX_URL,
  convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
});

/** The JWT of whoever is signed in, for Convex; undefined where nobody is. Throws where Convex cannot be reached. */
export const getToken = async (): Promise<string | undefined> => (await readToken(false)).token;

/**
 * A query's first answer, and for whom it was asked. A page that the browser fetches into one that is open may be for another
 * account by then: app/(app)/use-live.ts does not show it there.
 */
export const preloadAuthQuery = <Query extends FunctionReference<"query">>(
  query: Query,
  ...args: OptionalRestArgs<Query>
) =>
  withToken(async (token) => {
    const preloaded = await preloadQuery(query, ...argsAndToken<"query", Query>(args, token));
    return { ...preloaded, forUser: claimsOf(token).userId };
  });

export const fetchAuthQuery = <Query extends FunctionReference<"query">>(
  query: Query,
  ...args: OptionalRestArgs<Query>
) => withToken((token) => fetchQuery(query, ...argsAndToken<"query", Query>(args, token)));

export const fetchAuthMutation = <Mutation extends FunctionReference<"mutation">>(
  mutation: Mutation,
  ...args: OptionalRestArgs<Mutation>
) => withToken((token) => fetchMutation(mutation, ...argsAndToken<"mutation", Mutation>(args, token)));

export const fetchAuthAction = <Action extends FunctionReference<"action">>(
  action: Action,
  ...args: OptionalRestArgs<Action>
) => withToken((token) => fetchAction(action, ...argsAndToken<"action", Action>(args, token)));

function argsAndToken<Type extends FunctionType, Reference extends FunctionReference<Type>>(
  args: OptionalRestArgs<Reference>,
  token: string | undefined,
): ArgsAndOptions<Reference, NextjsOptions> {
  return [args[0], { token }];
}

/** A JWT that Convex no longer takes is replaced, once. Any other failure is not repeated: it may have done its work. */
async function withToken<Result>(call: (token: string | undefined) => Promise<Result>): Promise<Result> {
  const { token, isFresh } = await readToken(false);
  try {
    return await call(token);
  } catch (error) {
    if (isFresh || !isAuthError(error)) throw error;
    return call((await readToken(true)).token);
  }
}

type Token = { token?: string; isFresh: boolean };

/** From its cookie while that is good for some time. Of the request nothing but the session's own cookies is read. */
const readToken = cache(async (isReplacement: boolean): Promise<Token> => {
  const held = await sessionCookiesIn(new Headers(await headers()), env.SITE_URL);
  if (!held) return { isFresh: true };
  const isUsable = !isReplacement && held.jwt !== null && lasts(held.jwt);
  return isUsable ? { token: held.jwt ?? undefined, isFresh: false } : issueToken(held);
});

/** Renewed half a minute before it ends, so that it does not end on its way. */
const MARGIN_SECONDS = 30;

function lasts(jwt: string): boolean {
  const { exp: expiresAt } = payloadOf(jwt);
  return typeof expiresAt === "number" && Date.now() / 1_000 < expiresAt - MARGIN_SECONDS;
}

async function issueToken({ session }: SessionCookies): Promise<Token> {
  const response = await fetch(`${env.NEXT_PUBLIC_CONVEX_SITE_URL}${AUTH_BASE_PATH}/convex/token`, {
    headers: { cookie: sessionCookie(session, env.SITE_URL) },
    cache: "no-store",
  });
  if (response.status === 401) return { isFresh: true };
  if (!response.ok) throw new Error(`Convex answered ${response.status} when asked for a token.`);
  const { token } = (await response.json()) as { token?: string };
  return { token, isFresh: true };
}

/** Convex says this of a JWT that it does not take; our own functions, of a call without a live session. */
export function isAuthError(error: unknown): boolean {
  if (codeOf(error) === "unauthenticated") return true;
  return error instanceof Error && /"code":\s*"(?:Unauthenticated|InvalidAuthHeader)"/.test(error.message);
}
