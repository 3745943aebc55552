import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { AuditList } from "./audit-list";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage() {
  const user = await requireUser("/admin/audit");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.audit.list, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <PageHeader
        title="Audit"
        description="Who did what, to whom, and from where. Nothing here can be changed."
      />
      <AuditList first={{ page, isDone }} />
    </>
  );
}
