import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/blocked-addresses";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { BlockedList } from "./blocked-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function BlockedPage() {
  const user = await requireUser("/admin/blocked");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.blockedAddresses.list, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <BlockedList first={{ page, isDone }} />
    </>
  );
}
