import { loginPath } from "@latchkey/login-links/react";
import { useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { api } from "../convex/_generated/api";
import { authClient } from "./auth-client";

/** Live: when the session is ended elsewhere, this page leaves. */
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

/** The query is nobody's for a moment while the provider renews its token. Better Auth knows whether there is a session. */
async function leaveWithoutSession(): Promise<void> {
  const { data: session, error } = await authClient.getSession();
  const { pathname, search } = window.location;
  if (!session && !error) window.location.replace(loginPath(pathname + search));
}
