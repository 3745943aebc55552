import type { Metadata } from "next";
import { preloadedQueryResult } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/campaigns";
import { NothingHere } from "../../../nothing-here";
import { Reserved } from "../../_shared/reserved";
import { CampaignView } from "./campaign-view";
import { asPart, asStep } from "./steps";

export const metadata: Metadata = { title: messages.CAMPAIGN };

type CampaignPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ step?: string | string[]; part?: string | string[] }>;
};

export default async function CampaignPage({ params, searchParams }: CampaignPageProps) {
  const { id } = await params;
  const user = await requireUser(`/admin/campaigns/${id}`);
  if (!hasRole(user, "writer")) return <Reserved role="writer" email={user.email} />;
  const preloaded = await preloadAuthQuery(api.campaigns.get, { campaignId: id });
  if (!preloadedQueryResult(preloaded))
    return <NothingHere href="/admin/campaigns">{messages.ALL_CAMPAIGNS}</NothingHere>;
  const { step, part } = await searchParams;
  return (
    <CampaignView
      preloaded={preloaded}
      initialStep={asStep(step)}
      initialPart={asPart(part)}
      myEmail={user.email}
    />
  );
}
