import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery, preloadAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/campaigns";
import { PageHeader } from "../../page-header";
import { Reserved } from "../_shared/reserved";
import { CampaignList } from "./campaign-list";
import { CompareLink } from "./compare-link";
import { NewCampaign } from "./new-campaign";
import { TemplatesLink } from "./templates-link";
import { FIRST_PAGE } from "../_shared/paging";

export const metadata: Metadata = { title: messages.TITLE };

export default async function CampaignsPage() {
  const user = await requireUser("/admin/campaigns");
  if (!hasRole(user, "writer")) return <Reserved role="writer" email={user.email} />;
  const [{ page, isDone }, labels] = await Promise.all([
    fetchAuthQuery(api.campaignList.list, { paginationOpts: FIRST_PAGE }),
    preloadAuthQuery(api.campaignList.labels, {}),
  ]);
  return (
    <>
      <PageHeader
        title={messages.TITLE}
        description={messages.DESCRIPTION}
        actions={
          <>
            <TemplatesLink />
            <CompareLink />
            <NewCampaign />
          </>
        }
      />
      <CampaignList first={{ page, isDone }} labels={labels} />
    </>
  );
}
