"use client";

import { Checkbox, EmptyState, Skeleton, Stack } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { UNTITLED } from "@/lib/messages/campaigns";
import * as messages from "@/lib/messages/earlier-people";
import adminStyles from "../../../_shared/admin.module.css";
import { ShowMore } from "../../../_shared/show-more";
import { type Pages, usePages } from "../../../_shared/use-pages";
import { funnelOf } from "../../funnel";
import type { CampaignId, CampaignRow } from "../../types";

/** The other campaigns that have recipients, live, newest first. */
export function useSourceCampaigns(campaignId: CampaignId) {
  const pages = usePages(api.campaignList.list, {});
  const campaigns = pages.rows?.filter(
    ({ id, counts }) => id !== campaignId && funnelOf(counts).audience > 0,
  );
  return { pages, campaigns: campaigns ?? null };
}

export type SourceCampaignsProps = {
  campaigns: readonly CampaignRow[] | null;
  pages: Pages<CampaignRow>;
  value: CampaignId[];
  onChange: (sources: CampaignId[]) => void;
};

/** A choice of campaigns. */
export function SourceCampaigns({ campaigns, pages, value, onChange }: SourceCampaignsProps) {
  if (campaigns === null) return <Skeleton height={96} radius={10} />;
  if (campaigns.length === 0 && !pages.hasMore)
    return (
      <EmptyState
        className={adminStyles.empty}
        title={messages.NO_CAMPAIGNS}
        description={messages.NO_CAMPAIGNS_HINT}
      />
    );
  return (
    <Checkbox.Group
      label={messages.CAMPAIGNS}
      value={value}
      onChange={(ids) => onChange(ids as CampaignId[])}
    >
      <Stack gap="xs" mt="xs">
        {campaigns.map((campaign) => (
          <Choice key={campaign.id} campaign={campaign} />
        ))}
      </Stack>
      <ShowMore pages={pages} />
    </Checkbox.Group>
  );
}

function Choice({ campaign: { id, name, counts } }: { campaign: CampaignRow }) {
  const { audience, accepted } = funnelOf(counts);
  return (
    <Checkbox
      value={id}
      label={name.trim() || UNTITLED}
      description={messages.campaignHint(audience, accepted)}
    />
  );
}
