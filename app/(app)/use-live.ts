"use client";

import { usePreloadedAuthQuery } from "@convex-dev/better-auth/nextjs/client";
import type { Preloaded } from "convex/react";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { useState } from "react";

/**
 * What the server preloaded, kept live. When the session ends the last value stays until SessionWatch has left, so that
 * a page never shows itself signed out.
 */
export function useLive<Query extends FunctionReference<"query">>(
  preloaded: Preloaded<Query>,
): FunctionReturnType<Query> {
  const live = usePreloadedAuthQuery(preloaded);
  const [last, setLast] = useState(live);
  if (live && live !== last) setLast(live);
  return live || last;
}
