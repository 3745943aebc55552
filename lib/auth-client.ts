"use client";

import { convexClient } from "@convex-dev/better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";

/** Better Auth in the browser: it only keeps the session and its JWT fresh. Signing in is a form, not a call. */
export const authClient = createAuthClient({ plugins: [convexClient()] });
