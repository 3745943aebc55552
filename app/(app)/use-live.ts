"use client";

import { type Preloaded, type RequestForQueries, useConvexAuth, useQueries } from "convex/react";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { type JSONValue, jsonToConvex } from "convex/values";
import { use, useMemo, useState } from "react";
import type { api } from "@/convex/_generated/api";
import { codeOf } from "@/lib/failure";
import { turnOver } from "./leaving";
import { liveRequest } from "./live-request";
import { type PageAccount, usePageSession } from "./page-session";

/**
 * Preloaded data, kept live. If the session ends meanwhile, the last value stays until SessionWatch has left, so the
 * page shows neither a signed-out state nor an error. Other errors are thrown, for error.tsx.
 */
export function useLive<Query extends FunctionReference<"query">>(
  preloaded: Preloaded<Query>,
): FunctionReturnType<Query> {
  const { account } = usePageSession();
  if (isForAnother(preloaded, account)) use(turnOver());
  const { isAuthenticated } = useConvexAuth();
  const queries = useMemo(
    (): RequestForQueries =>
      isAuthenticated ? { live: liveRequest(preloaded._name, parsed(preloaded._argsJSON)) } : {},
    [isAuthenticated, preloaded],
  );
  const { live } = useQueries(queries) as { live?: FunctionReturnType<Query> | Error };
  const [last, setLast] = useState({ preloaded, value: valueOf(preloaded) });
  if (live instanceof Error && codeOf(live) !== "unauthenticated") throw live;
  const isNews = live !== undefined && !(live instanceof Error);
  if (isNews && live !== last.value) setLast({ preloaded, value: live });
  if (isNews) return live;
  return last.preloaded === preloaded ? last.value : valueOf(preloaded);
}

export type Account = NonNullable<FunctionReturnType<typeof api.users.current>>;

/**
 * The signed-in user, live. After a sign-out it still returns the last value, because the browser is about to leave the
 * page.
 */
export function useAccount(preloaded: Preloaded<typeof api.users.current>): Account | null {
  const live = useLive(preloaded);
  const [last, setLast] = useState(live);
  if (live && live !== last) setLast(live);
  return live ?? last;
}

/**
 * Whether the data was loaded for a different account than the page: see preloadAuthQuery in lib/server/auth-server.ts.
 * On the server, both always come from the same request.
 */
function isForAnother(preloaded: object, account: PageAccount | null): boolean {
  return typeof window !== "undefined" && "forUser" in preloaded && preloaded.forUser !== account?.id;
}

/** Convex's types declare this value as a string, although it is already parsed. */
const parsed = (json: string): JSONValue => json as unknown as JSONValue;

const valueOf = ({ _valueJSON }: { _valueJSON: string }) => jsonToConvex(parsed(_valueJSON));
