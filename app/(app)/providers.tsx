"use client";

import { ConvexBetterAuthProvider } from "@convex-dev/better-auth/react";
import { MantineProvider } from "@mantine/core";
import { ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import { createProviderClient } from "@/lib/auth-client";
import type { ColorScheme } from "@/lib/color-scheme";
import { claimsOf } from "@/lib/jwt-claims";
import { createCookieColorSchemeManager } from "./color-scheme-manager";
import { AccountContext, type PageAccount } from "./account";
import { SessionWatch } from "./session-watch";
import { useStarted } from "./starting";
import { cssVariablesResolver, theme } from "./theme";
import { Toasts } from "./toasts";

export type ProvidersProps = {
  convexUrl: string;
  account: PageAccount;
  initialToken: string | null;
  initialColorScheme: ColorScheme;
  children: ReactNode;
};

export function Providers({
  convexUrl,
  account,
  initialToken,
  initialColorScheme,
  children,
}: ProvidersProps) {
  // Queries wait for the token: none of them runs signed out first.
  const [convex] = useState(() => new ConvexReactClient(convexUrl, { expectAuth: true }));
  const [authClient] = useState(() => createProviderClient(claimsOf(initialToken).sessionId));
  const [colorSchemeManager] = useState(createCookieColorSchemeManager);
  useStarted();
  return (
    <AccountContext value={account}>
      <ConvexBetterAuthProvider client={convex} authClient={authClient} initialToken={initialToken}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme={initialColorScheme}
        >
          <Toasts />
          <SessionWatch />
          {children}
        </MantineProvider>
      </ConvexBetterAuthProvider>
    </AccountContext>
  );
}
