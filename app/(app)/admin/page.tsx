import { redirect } from "next/navigation";
import { hasRole, requireUser } from "@/lib/server/session";
import { Reserved } from "./_shared/reserved";
import { SECTIONS } from "./sections";

export default async function AdminPage() {
  const user = await requireUser("/admin");
  const first = SECTIONS.find(({ role }) => hasRole(user, role));
  if (first) redirect(first.href);
  return <Reserved role="admin" email={user.email} />;
}
