"use client";

import { TimeoutError, withTimeout } from "@latchkey/login-links/http";
import { type ConvexReactClient, useAction, useConvex, useMutation } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType, OptionalRestArgs } from "convex/server";
import { useCallback, useMemo } from "react";
import { codeOf, type ErrorCode, failureOf } from "@/lib/failure";
import { askToConfirm } from "./confirm/ask";
import { turnOver } from "./leaving";
import { type PageSession, usePageSession } from "./page-session";

/** A function that changes something for the signed-in: convex/functions.ts makes each of them ask for `forUser`. */
type Change<Type extends "mutation" | "action"> = FunctionReference<Type, "public", { forUser: string }>;
type Given<Reference extends Change<"mutation" | "action">> = Omit<FunctionArgs<Reference>, "forUser">;
type Call<Reference extends Change<"mutation" | "action">> = (
  args: Given<Reference>,
) => Promise<FunctionReturnType<Reference>>;

/**
 * The only way in which a page changes something: each call says for which account the page was rendered. Lint forbids
 * Convex's own hooks elsewhere.
 */
export function useCall<Mutation extends Change<"mutation">>(mutation: Mutation): Call<Mutation> {
  const mutate = useMutation(mutation);
  return useGuarded<Mutation>(mutate);
}

export function useActionCall<Action extends Change<"action">>(action: Action): Call<Action> {
  const act = useAction(action);
  return useGuarded<Action>(act);
}

/** How long a button waits for an answer, in ms. What was asked for may happen all the same, and later. */
const TIMEOUT = 15_000;

/** The client for queries that are asked once, such as those of an export. */
export type Reader = Pick<ConvexReactClient, "query">;
export function useReader(): Reader {
  const convex = useConvex();
  return useMemo(
    () => ({ query: (query, ...args) => withTimeout(() => convex.query(query, ...args), TIMEOUT) }),
    [convex],
  );
}

function useGuarded<Reference extends Change<"mutation" | "action">>(
  send: (...args: OptionalRestArgs<Reference>) => Promise<FunctionReturnType<Reference>>,
): Call<Reference> {
  const session = usePageSession();
  return useCallback(
    (given: Given<Reference>) => {
      const args = [{ ...given, forUser: session.account?.id }] as unknown as OptionalRestArgs<Reference>;
      return handleRefusals(() => withTimeout(() => send(...args), TIMEOUT), session).catch(report);
    },
    [send, session],
  );
}

/** The page shows what was refused, and that no answer came. Of anything else the console has to tell more. */
function report(error: unknown): never {
  if (!failureOf(error) && !(error instanceof TimeoutError)) console.error(error);
  throw error;
}

const MAX_TRIES = 5;

/**
 * What the server refuses for a reason that concerns the whole page is settled here, and the call is made again. A call
 * that was refused has changed nothing. Every other error is for the caller to show.
 */
async function handleRefusals<Value>(call: () => Promise<Value>, session: PageSession): Promise<Value> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const settle = PAGE_REFUSALS.get(codeOf(error));
      if (!settle || tries === MAX_TRIES) throw error;
      await settle(session, error);
    }
  }
}

/** By the code of the refusal; settles when the call can be made again. */
const PAGE_REFUSALS = new Map<
  ErrorCode | undefined,
  (session: PageSession, refusal: unknown) => Promise<void>
>([
  ["other_account", turnOver],
  ["confirm_required", confirmed],
  ["unauthenticated", (session) => withTimeout(() => session.signedInAgain(), TIMEOUT)],
]);

/** Where a proof is missing that it is they, the person is asked for it. Whoever gives none is told of the refusal. */
async function confirmed(_session: PageSession, refusal: unknown): Promise<void> {
  if (!(await askToConfirm())) throw refusal;
}
