"use client";

import { MantineProvider } from "@mantine/core";
import { ConvexProviderWithAuth, ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import type { ColorScheme } from "@/lib/server/color-scheme";
import { createCookieColorSchemeManager } from "./color-scheme-manager";
import { ConfirmHost } from "./confirm/confirm-host";
import { type PageAccount, PageSession, SessionContext, useSessionAuth } from "./page-session";
import { SessionWatch } from "./session-watch";
import { useStarted } from "./starting";
import { cssVariablesResolver, theme } from "./theme";
import { Toasts } from "./toasts";

export type ProvidersProps = {
  convexUrl: string;
  account: PageAccount | null;
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
  const [session] = useState(() => new PageSession(account, initialToken));
  const [colorSchemeManager] = useState(createCookieColorSchemeManager);
  useStarted();
  return (
    <SessionContext value={session}>
      <ConvexProviderWithAuth client={convex} useAuth={useSessionAuth}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          colorSchemeManager={colorSchemeManager}
          defaultColorScheme={initialColorScheme}
        >
          <Toasts />
          <SessionWatch />
          <ConfirmHost />
          {children}
        </MantineProvider>
      </ConvexProviderWithAuth>
    </SessionContext>
  );
}
