import { ConvexBetterAuthProvider } from "@convex-dev/better-auth/react";
import type { ConvexQueryClient } from "@convex-dev/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, HeadContent, Outlet, Scripts } from "@tanstack/react-router";
import { clientForProvider } from "../auth-client";
import { getToken } from "../server-functions";
import styles from "../styles.css?url";

type Context = { queryClient: QueryClient; convexQueryClient: ConvexQueryClient };

export const Route = createRootRouteWithContext<Context>()({
  head: () => ({
    meta: [
      { charSet: "utf-8" },
      { name: "viewport", content: "width=device-width" },
      { title: "Latchkey on TanStack Start" },
    ],
    links: [
      { rel: "stylesheet", href: styles },
      { rel: "icon", href: "data:," },
    ],
  }),
  // The queries on the server use this token, so the first HTML already shows the page of the signed-in person.
  beforeLoad: async ({ context }) => {
    const token = await getToken();
    if (token) context.convexQueryClient.serverHttpClient?.setAuth(token);
    return { token };
  },
  component: Root,
});

function Root() {
  const { convexQueryClient, token } = Route.useRouteContext();
  return (
    <html lang="en">
      <head>
        <HeadContent />
      </head>
      <body>
        <main>
          <ConvexBetterAuthProvider
            client={convexQueryClient.convexClient}
            authClient={clientForProvider}
            initialToken={token}
          >
            <Outlet />
          </ConvexBetterAuthProvider>
        </main>
        <Scripts />
      </body>
    </html>
  );
}
