"use client";

import { type RequestForQueries, useConvexAuth, useQueries } from "convex/react";
import {
  type FunctionReference,
  type FunctionReturnType,
  getFunctionName,
  makeFunctionReference,
} from "convex/server";
import { useMemo } from "react";
import { codeOf } from "@/lib/failure";

/**
 * The result of a query for signed-in users that no page preloads. Undefined until the result arrives, and after the
 * session has ended, because the browser is then about to leave the page.
 */
export function useOwn<Query extends FunctionReference<"query", "public", Record<string, never>>>(
  query: Query,
): FunctionReturnType<Query> | undefined {
  const { isAuthenticated } = useConvexAuth();
  const name = getFunctionName(query);
  const queries = useMemo(
    (): RequestForQueries =>
      isAuthenticated ? { own: { query: makeFunctionReference<"query">(name), args: {} } } : {},
    [isAuthenticated, name],
  );
  const { own } = useQueries(queries) as { own?: FunctionReturnType<Query> | Error };
  if (!(own instanceof Error)) return own;
  if (codeOf(own) !== "unauthenticated") throw own;
  return undefined;
}
