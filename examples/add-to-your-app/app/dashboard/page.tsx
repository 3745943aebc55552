import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "@/lib/auth-server";

export default async function Dashboard() {
  const user = await fetchAuthQuery(api.auth.getCurrentUser, {});
  return (
    <>
      <h1>Dashboard</h1>
      <p>{user ? `Signed in as ${user.email}` : "Nobody is signed in"}</p>
    </>
  );
}
