import { ColorSchemeScript } from "@mantine/core";
import "./starting.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { getToken } from "@/lib/server/auth-server";
import { getColorScheme } from "@/lib/server/color-scheme";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { requestTime } from "@/lib/server/request-time";
import { getUser } from "@/lib/server/session";
import { getRequestId } from "@/lib/server/request-context";
import { Unreachable } from "../ui/unreachable";
import { Providers } from "./providers";
import { Shell } from "./shell";
import { StartingScript } from "./starting";

export const metadata: Metadata = { robots: { index: false } };

const UNREACHABLE = Symbol("unreachable");

/**
 * The layout of the signed-in pages. The first HTML contains the token, so that the browser's live queries start
 * authenticated. There is no loading.tsx below. With it, the first HTML would be a skeleton that only a script can
 * replace, but these pages should be readable without JavaScript. The navigation links show that a page is loading.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const user = await findUser();
  if (user === UNREACHABLE) return <Unreachable reference={await getRequestId()} />;
  const [token, colorScheme, requestHeaders] = await Promise.all([
    user ? getToken() : null,
    getColorScheme(),
    headers(),
  ]);
  const nonce = requestHeaders.get("x-nonce") ?? undefined;
  return (
    <>
      <ColorSchemeScript defaultColorScheme={colorScheme} nonce={nonce} />
      <StartingScript nonce={nonce} />
      <Providers
        convexUrl={env.NEXT_PUBLIC_CONVEX_URL}
        account={user && { id: user.id, email: user.email }}
        initialToken={token ?? null}
        initialColorScheme={colorScheme}
        renderedAt={requestTime()}
      >
        <Shell role={user?.role ?? "member"} name={user?.name ?? ""}>
          {children}
        </Shell>
      </Providers>
    </>
  );
}

/**
 * The signed-in user, or UNREACHABLE if the session cannot be read. The error is not thrown, because error.tsx would
 * need JavaScript.
 */
async function findUser() {
  try {
    return await getUser();
  } catch (error) {
    unstable_rethrow(error);
    log.error("session.unreachable", error, { requestId: await getRequestId() });
    return UNREACHABLE;
  }
}
