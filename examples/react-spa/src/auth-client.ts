import { convexClient } from "@convex-dev/better-auth/client/plugins";
import type { AuthClient } from "@convex-dev/better-auth/react";
import { createAuthClient } from "better-auth/react";

/** Better Auth is on the page's own origin, so the client needs no address. */
export const authClient = createAuthClient({ plugins: [convexClient()] });

/** The same client for the provider, whose own type does not allow for a person who is not signed in. */
export const clientForProvider = authClient as unknown as AuthClient;
