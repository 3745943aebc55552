import "../mantine-styles";
import type { ReactNode } from "react";
import { getUser, hasRole } from "@/lib/server/session";
import { AdminTabs } from "./admin-tabs";
import { Reserved } from "./_shared/reserved";
import { SECTIONS } from "./sections";

/**
 * The tabs that this person may open. A page below checks its own role too: Next renders it whatever its layout shows.
 * Whoever is not signed in is sent to /login by the page, which knows where to come back to.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await getUser();
  if (!user) return children;
  if (!hasRole(user, "marketer")) return <Reserved role="marketer" email={user.email} />;
  return (
    <>
      <AdminTabs sections={SECTIONS.filter(({ role }) => hasRole(user, role))} />
      {children}
    </>
  );
}
