import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/templates";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../../page-header";
import { FIRST_PAGE } from "../../_shared/paging";
import { Reserved } from "../../_shared/reserved";
import { BackToCampaigns } from "../compare/back";
import { TemplateList } from "./template-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function TemplatesPage() {
  const user = await requireUser("/admin/campaigns/templates");
  if (!hasRole(user, "writer")) return <Reserved role="writer" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.templates.list, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <BackToCampaigns />
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <TemplateList first={{ page, isDone }} />
    </>
  );
}
