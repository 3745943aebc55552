import { loginPath } from "@latchkey/login-links/react";
import { useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { api } from "../convex/_generated/api";
import { authClient } from "./auth-client";

/** The query is live: if the session is ended in another browser, this page redirects to the login page. */
export function Dashboard() {
  const data = useQuery(api.auth.currentUser);
  const [user, setUser] = useState(data);
  if (data && data !== user) setUser(data);
  useEffect(() => {
    if (!data) void leaveWithoutSession();
  }, [data]);
  if (!user) return <p>One moment…</p>;
  return (
    <>
      <h1>Dashboard</h1>
      <p>
        Signed in as <strong>{user.email}</strong>
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
  const { pathname, search } = window.location;
  if (!session && !error) window.location.replace(loginPath(pathname + search));
}
