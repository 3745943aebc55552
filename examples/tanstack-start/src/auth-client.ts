import { convexClient } from "@convex-dev/better-auth/client/plugins";
import type { AuthClient } from "@convex-dev/better-auth/react";
import { createAuthClient } from "better-auth/react";

/** On the page's own origin, so it needs no address. */
export const authClient = createAuthClient({ plugins: [convexClient()] });

/** For the provider, whose own type does not allow that nobody is signed in. */
export const clientForProvider = authClient as unknown as AuthClient;
