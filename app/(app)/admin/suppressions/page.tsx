import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/suppressions";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { AddByHand } from "./add-by-hand";
import { ExportSuppressions } from "./export-suppressions";
import { ImportList } from "./import-list";
import { SuppressionList } from "./suppression-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function SuppressionsPage() {
  const user = await requireUser("/admin/suppressions");
  if (!hasRole(user, "marketer")) return <Reserved role="marketer" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.suppressions.list, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <PageHeader
        title={messages.TITLE}
        description={messages.DESCRIPTION}
        actions={
          <>
            <ExportSuppressions />
            <ImportList />
            <AddByHand />
          </>
        }
      />
      <SuppressionList first={{ page, isDone }} />
    </>
  );
}
