import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/audit";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { AuditList } from "./audit-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function AuditPage() {
  const user = await requireUser("/admin/audit");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.audit.list, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <AuditList first={{ page, isDone }} />
    </>
  );
}
