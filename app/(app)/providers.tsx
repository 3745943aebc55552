"use client";

import { MantineProvider } from "@mantine/core";
import { ConvexProviderWithAuth, ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import type { ColorScheme } from "@/lib/server/color-scheme";
import { createCookieColorSchemeManager } from "./color-scheme-manager";
import { clientLogger } from "./client-logger";
import { ConfirmHost } from "./confirm/confirm-host";
import { PageClock, PageClockContext } from "./page-clock";
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
  /** In milliseconds, by the server's clock. */
  renderedAt: number;
  children: ReactNode;
};

export function Providers({
  convexUrl,
  account,
  initialToken,
  initialColorScheme,
  renderedAt,
  children,
}: ProvidersProps) {
  // With `expectAuth`, queries wait for the token, so none of them runs signed out first.
  const [convex] = useState(
    () => new ConvexReactClient(convexUrl, { expectAuth: true, logger: clientLogger }),
  );
  const [clock] = useState(() => new PageClock(renderedAt));
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
          <PageClockContext value={clock}>{children}</PageClockContext>
        </MantineProvider>
      </ConvexProviderWithAuth>
    </SessionContext>
  );
}
