"use client";

import { type ConvexReactClient, useAction, useConvex, useMutation } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType, OptionalRestArgs } from "convex/server";
import { ConvexError } from "convex/values";
import { useCallback } from "react";
import { usePageAccount } from "./account";
import { turnOver } from "./turn-over";

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

/** The client for queries that are asked once, such as those of an export. */
export type Reader = Pick<ConvexReactClient, "query">;
export const useReader = (): Reader => useConvex();

function useGuarded<Reference extends Change<"mutation" | "action">>(
  send: (...args: OptionalRestArgs<Reference>) => Promise<FunctionReturnType<Reference>>,
): Call<Reference> {
  const forUser = usePageAccount()?.id ?? "";
  return useCallback(
    async (given: Given<Reference>) => {
      const args = [{ ...given, forUser }] as unknown as OptionalRestArgs<Reference>;
      return await send(...args).catch(handleRefusal);
    },
    [send, forUser],
  );
}

/** What the server refuses for a reason that concerns the whole page. Anything else is for the caller to show. */
const PAGE_REFUSALS: Record<string, () => Promise<never>> = { other_account: turnOver };

function handleRefusal(error: unknown): Promise<never> {
  return PAGE_REFUSALS[codeOf(error)]?.() ?? Promise.reject(error as Error);
}

function codeOf(error: unknown): string {
  const data: unknown = error instanceof ConvexError ? error.data : null;
  const { code } = (data ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "";
}
