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

/**
 * The first HTML contains the user, and the query is live afterwards: if the session is ended in another browser, this
 * page redirects to the login page.
 */
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

/**
 * While the provider renews its token, the query briefly returns no user. So this asks Better Auth whether there is a
 * session.
 */
async function leaveWithoutSession(): Promise<void> {
  const { data: session, error } = await authClient.getSession();
  if (!session && !error) window.location.replace("/login?problem=session_ended");
}
