import "../mantine-styles";
import type { ReactNode } from "react";
import { getUser, hasRole } from "@/lib/server/session";
import { AdminTabs } from "./admin-tabs";
import { Reserved } from "./_shared/reserved";
import { SECTIONS } from "./sections";

/**
 * The tabs that this person may open. The pages below check the role themselves, because Next renders them whatever the
 * layout shows. A page redirects signed-out people to /login, because it knows where they should come back to.
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
