import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-compare";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../../page-header";
import { FIRST_PAGE } from "../../_shared/paging";
import { Reserved } from "../../_shared/reserved";
import { BackToCampaigns } from "./back";
import { CompareTable } from "./compare-table";

export const metadata: Metadata = { title: messages.TITLE };

export default async function ComparePage() {
  const user = await requireUser("/admin/campaigns/compare");
  if (!hasRole(user, "writer")) return <Reserved role="writer" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.results.campaigns, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <BackToCampaigns />
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <CompareTable first={{ page, isDone }} />
    </>
  );
}
