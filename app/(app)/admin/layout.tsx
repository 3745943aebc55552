import "../mantine-styles";
import type { ReactNode } from "react";
import { getUser, hasRole } from "@/lib/server/session";
import { AdminTabs } from "./admin-tabs";
import { Reserved } from "./_shared/reserved";
import { SECTIONS } from "./sections";

/**
 * Shows the tabs that the user may open. Each page also checks the role, because Next renders a page even if the layout
 * does not show it. The page, not this layout, redirects signed-out users to /login, because only the page has the path
 * to return to.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await getUser();
  if (!user) return children;
  if (!hasRole(user, "writer")) return <Reserved role="writer" email={user.email} />;
  return (
    <>
      <AdminTabs sections={SECTIONS.filter(({ role }) => hasRole(user, role))} />
      {children}
    </>
  );
}
