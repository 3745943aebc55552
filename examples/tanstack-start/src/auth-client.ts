import { convexClient } from "@convex-dev/better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";

/** On the page's own origin: no address to give. */
export const authClient = createAuthClient({ plugins: [convexClient()] });
