import { convexQuery } from "@convex-dev/react-query";
import { requireToken } from "@latchkey/login-links/tanstack";
import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api } from "../../convex/_generated/api";
import { authClient } from "../auth-client";

const me = convexQuery(api.auth.currentUser, {});

export const Route = createFileRoute("/dashboard")({
  beforeLoad: ({ context, location }) => requireToken(context.token, { location, redirect }),
  loader: ({ context }) => context.queryClient.ensureQueryData(me),
  component: Dashboard,
});

/** In the first HTML, and live afterwards: when the session is ended elsewhere, this page leaves. */
function Dashboard() {
  const { data } = useSuspenseQuery(me);
  const [user, setUser] = useState(data);
  if (data && data !== user) setUser(data);
  useEffect(() => {
    if (!data) void leaveWithoutSession();
  }, [data]);
  return (
    <>
      <h1>Dashboard</h1>
      <p>
        Signed in as <strong>{user?.email}</strong>
      </p>
      <form method="post" action="/logout">
        <button>Sign out</button>
      </form>
    </>
  );
}

/** The query is nobody's for a moment while the provider renews its token. Better Auth knows whether there is a session. */
async function leaveWithoutSession(): Promise<void> {
  const { data: session, error } = await authClient.getSession();
  if (!session && !error) window.location.replace("/login?problem=session_ended");
}
