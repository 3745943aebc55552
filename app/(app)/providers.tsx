"use client";

import { type AuthClient, ConvexBetterAuthProvider } from "@convex-dev/better-auth/react";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import { authClient } from "@/lib/auth-client";
import type { ColorScheme } from "@/lib/color-scheme";
import { createCookieColorSchemeManager } from "./color-scheme-manager";
import { SessionWatch } from "./session-watch";
import { cssVariablesResolver, theme } from "./theme";

/** Its type asks for a client that knows no session (`data: never`), which under `strict` no client is; 0.12.5. */
const client = authClient as unknown as AuthClient;

export type ProvidersProps = {
  convexUrl: string;
  initialToken: string | null;
  initialColorScheme: ColorScheme;
  children: ReactNode;
};

export function Providers({ convexUrl, initialToken, initialColorScheme, children }: ProvidersProps) {
  // Queries wait for the token: none of them runs signed out first.
  const [convex] = useState(() => new ConvexReactClient(convexUrl, { expectAuth: true }));
  const [colorSchemeManager] = useState(createCookieColorSchemeManager);
  return (
    <ConvexBetterAuthProvider client={convex} authClient={client} initialToken={initialToken}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme={initialColorScheme}
      >
        <Notifications position="bottom-right" />
        <SessionWatch />
        {children}
      </MantineProvider>
    </ConvexBetterAuthProvider>
  );
}
