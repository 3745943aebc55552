"use client";

import { convexClient } from "@convex-dev/better-auth/client/plugins";
import type { AuthClient } from "@convex-dev/better-auth/react";
import { createAuthClient } from "better-auth/react";

/** Better Auth in the browser: it only keeps the session and its JWT fresh. Signing in is a form, not a call. */
export const authClient = createAuthClient({ plugins: [convexClient()] });

/**
 * The client for ConvexBetterAuthProvider, which signs Convex out and in again whenever the session's id changes: from
 * unknown to known too, on every first page. So the id that the server saw stands in until Better Auth has answered.
 *
 * The cast: the provider's type asks for a client whose session is `never`, which under `strict` none is (0.12.5).
 */
export function createProviderClient(initialSessionId: string | null): AuthClient {
  const initial = initialSessionId === null ? null : { session: { id: initialSessionId } };
  function useSession() {
    const state = authClient.useSession();
    return state.data === null && state.isPending ? { ...state, data: initial } : state;
  }
  const { convex, getSession } = authClient;
  return { convex, getSession, useSession } as unknown as AuthClient;
}
