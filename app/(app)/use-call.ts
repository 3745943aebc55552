"use client";

import { TimeoutError, withTimeout } from "@latchkey/login-links/http";
import { type ConvexReactClient, useAction, useConvex, useMutation } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType, OptionalRestArgs } from "convex/server";
import { useCallback, useMemo } from "react";
import { codeOf, type ErrorCode, failureOf } from "@/lib/failure";
import { askToConfirm } from "./confirm/ask";
import { turnOver } from "./leaving";
import { type PageSession, usePageSession } from "./page-session";

/** A mutation or action for a signed-in user. convex/functions.ts makes each of them require `forUser`. */
type Change<Type extends "mutation" | "action"> = FunctionReference<Type, "public", { forUser: string }>;
type Given<Reference extends Change<"mutation" | "action">> = Omit<FunctionArgs<Reference>, "forUser">;
type Call<Reference extends Change<"mutation" | "action">> = (
  args: Given<Reference>,
) => Promise<FunctionReturnType<Reference>>;

/**
 * Pages change data only with useCall and useActionCall. Each call sends the account that the page was rendered for.
 * Lint forbids Convex's own hooks elsewhere.
 */
export function useCall<Mutation extends Change<"mutation">>(mutation: Mutation): Call<Mutation> {
  const mutate = useMutation(mutation);
  return useGuarded<Mutation>(mutate);
}

export function useActionCall<Action extends Change<"action">>(action: Action): Call<Action> {
  const act = useAction(action);
  return useGuarded<Action>(act);
}

/** How long a button waits for an answer, in ms. The change may still happen later. */
const TIMEOUT = 15_000;

/** Runs a query once, without a subscription, for example for an export. */
export type QueryRunner = Pick<ConvexReactClient, "query">;
export function useQueryRunner(): QueryRunner {
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

/**
 * Throws the error again. The page shows refusals and timeouts. All other errors are also logged to the console with
 * details.
 */
function report(error: unknown): never {
  if (!failureOf(error) && !(error instanceof TimeoutError)) console.error(error);
  throw error;
}

const MAX_TRIES = 5;

/**
 * Handles refusals that concern the whole page, and then repeats the call. That is safe, because a refused call has
 * changed nothing. The caller has to show every other error.
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

/** The handlers, by the code of the refusal. Each resolves when the call can be repeated. */
const PAGE_REFUSALS = new Map<
  ErrorCode | undefined,
  (session: PageSession, refusal: unknown) => Promise<void>
>([
  ["other_account", turnOver],
  ["confirm_required", confirmed],
  ["unauthenticated", (session) => withTimeout(() => session.signedInAgain(), TIMEOUT)],
]);

/** Asks the user to confirm their identity. If they decline, the caller gets the refusal. */
async function confirmed(_session: PageSession, refusal: unknown): Promise<void> {
  if (!(await askToConfirm())) throw refusal;
}
