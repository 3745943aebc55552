"use client";

import { type RequestForQueries, useConvexAuth, useQueries } from "convex/react";
import {
  type FunctionArgs,
  type FunctionReference,
  type FunctionReturnType,
  getFunctionName,
} from "convex/server";
import { convexToJson, type JSONValue } from "convex/values";
import { useMemo, useState } from "react";
import { codeOf } from "@/lib/failure";
import { liveRequest } from "./live-request";

type OwnQuery = FunctionReference<"query">;
type NoArguments = Record<string, never>;

/**
 * The result of a query for signed-in users that no page preloads. Undefined until the result arrives, and with "skip".
 * After the session has ended, the last result stays until SessionWatch has left the page. `useQuery` would throw an
 * error then, and the page would lose what is typed in it.
 */
export function useOwn<Query extends OwnQuery>(
  query: Query,
  ...[args]: FunctionArgs<Query> extends NoArguments ? [] : [args: FunctionArgs<Query> | "skip"]
): FunctionReturnType<Query> | undefined {
  const { isAuthenticated } = useConvexAuth();
  const name = getFunctionName(query);
  const key = args === "skip" ? null : JSON.stringify(convexToJson(args ?? {}));
  const queries = useMemo(
    (): RequestForQueries =>
      isAuthenticated && key !== null ? { own: liveRequest(name, JSON.parse(key) as JSONValue) } : {},
    [isAuthenticated, name, key],
  );
  const { own } = useQueries(queries) as { own?: FunctionReturnType<Query> | Error };
  const [last, setLast] = useState<{ key: string; value: FunctionReturnType<Query> } | null>(null);
  if (key === null) return undefined;
  if (own instanceof Error && codeOf(own) !== "unauthenticated") throw own;
  const isNews = own !== undefined && !(own instanceof Error);
  if (isNews && (own !== last?.value || key !== last?.key)) setLast({ key, value: own });
  if (isNews) return own;
  return last?.key === key ? last.value : undefined;
}
