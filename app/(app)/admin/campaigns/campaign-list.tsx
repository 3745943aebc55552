"use client";

import { Anchor, EmptyState } from "@mantine/core";
import type { Preloaded } from "convex/react";
import Link from "next/link";
import { api } from "@/convex/_generated/api";
import { ACTIONS, NO_MATCHES } from "@/lib/messages/admin";
import { MOST_MATCHES } from "@/lib/campaign-list";
import * as listMessages from "@/lib/messages/campaign-list";
import * as messages from "@/lib/messages/campaigns";
import { MORE_FOLLOW } from "@/lib/messages/people";
import { stopMessage } from "@/lib/messages/mail-provider";
import { Sentence } from "../../../ui/sentence";
import { useLive } from "../../use-live";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { argumentsOf, CampaignFilters, type Filters, useFilters } from "./campaign-filters";
import styles from "./campaigns.module.css";
import { funnelOf } from "./funnel";
import { Envelope } from "../_shared/icons";
import { grouped } from "@/lib/numbers";
import { RowMenu } from "./row-menu";
import { ShowMore } from "../_shared/show-more";
import { SelectedCampaigns } from "./selected-campaigns";
import { StatusBadge } from "./status-badge";
import type { CampaignId, CampaignRow } from "./types";
import { type FirstPage, usePages } from "../_shared/use-pages";
import { useSelection } from "../_shared/use-selection";

type CampaignListProps = {
  first: FirstPage<CampaignRow>;
  labels: Preloaded<typeof api.campaignList.labels>;
};

/** Campaigns with live numbers. The list can be searched, filtered and sorted, and leaves out archived campaigns. */
export function CampaignList({ first, labels: preloaded }: CampaignListProps) {
  const filters = useFilters();
  const labels = useLive(preloaded);
  const pages = usePages(api.campaignList.list, argumentsOf(filters), first, { mayOvergrow: true });
  const rows = pages.rows ?? [];
  const selection = useSelection<CampaignId>(rows);
  return (
    <>
      <CampaignFilters filters={filters} labels={labels} />
      <div aria-busy={pages.isStale}>
        {rows.length === 0 ? (
          <NoCampaigns filters={filters} hasMore={pages.hasMore} />
        ) : (
          <RecordTable
            label={messages.TITLE}
            columns={COLUMNS}
            rows={rows}
            selectable={{ selection, labelOf: ({ name }) => listMessages.selectCampaign(nameOf(name)) }}
          />
        )}
        {filters.isNarrowed && rows.length >= MOST_MATCHES ? (
          <p className={adminStyles.minor}>{listMessages.onlyFirst(MOST_MATCHES)}</p>
        ) : null}
      </div>
      <ShowMore pages={pages} />
      <SelectedCampaigns selection={selection} rows={rows} labels={labels} isArchive={filters.isArchived} />
    </>
  );
}

const nameOf = (name: string): string => name.trim() || messages.UNTITLED;

const COLUMNS: Column<CampaignRow>[] = [
  { title: messages.CAMPAIGN, cell: (campaign) => <Name campaign={campaign} /> },
  {
    title: messages.STATUS,
    isPlain: true,
    cell: (campaign) => <StatusBadge status={campaign.status} isStopped={reasonOf(campaign) !== null} />,
  },
  { title: messages.AUDIENCE, cell: ({ counts }) => grouped(funnelOf(counts).audience) },
  { title: messages.RESULTS, isPlain: true, cell: (campaign) => <Results campaign={campaign} /> },
  { title: messages.DATE, isPlain: true, cell: (campaign) => <Moment campaign={campaign} /> },
  { title: ACTIONS, isTitleHidden: true, cell: (campaign) => <RowMenu campaign={campaign} /> },
];

/** The reason why the campaign was stopped or unscheduled automatically; null otherwise. */
const reasonOf = ({ stoppedByError, stoppedBecause }: CampaignRow): string | null =>
  (stoppedByError && stopMessage(stoppedByError)) ?? stoppedBecause;

function Name({ campaign }: { campaign: CampaignRow }) {
  const { id, name, subject, labels, status } = campaign;
  const reason = reasonOf(campaign);
  return (
    <div className={styles.campaign}>
      {status === "deleted" ? (
        <span className={styles.name} title={name}>
          {nameOf(name)}
        </span>
      ) : (
        <Anchor component={Link} href={`/admin/campaigns/${id}`} className={styles.name} title={name}>
          {nameOf(name)}
        </Anchor>
      )}
      <div className={styles.subject} title={subject}>
        {subject || messages.NO_SUBJECT}
      </div>
      {labels.length === 0 ? null : (
        <ul className={styles.labels} aria-label={listMessages.labelsOf(nameOf(name))}>
          {labels.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      )}
      {reason === null ? null : <div className={styles.stopped}>{messages.stopped(reason)}</div>}
    </div>
  );
}

function Results({ campaign }: { campaign: CampaignRow }) {
  const { sent, delivered, clicked, accepted, bounced, failed, unsubscribed } = funnelOf(campaign.counts);
  if (campaign.launchedAt === null) return <span className={adminStyles.minor}>{messages.NOT_SENT}</span>;
  const lost = bounced + failed;
  const others = [
    ...(campaign.acceptedRate === null ? [] : [listMessages.rate(campaign.acceptedRate)]),
    messages.sent(sent),
    messages.delivered(delivered),
    messages.clicked(clicked),
    ...(lost === 0 ? [] : [messages.notDelivered(lost)]),
    ...(unsubscribed === 0 ? [] : [messages.unsubscribed(unsubscribed)]),
  ];
  return (
    <div className={styles.results}>
      <strong>{messages.accepted(accepted)}</strong>
      <span className={adminStyles.minor}>{others.join(" · ")}</span>
    </div>
  );
}

function momentOf({ deletedAt, launchedAt, scheduledFor, createdAt }: CampaignRow) {
  if (deletedAt) return [messages.deletedAt, deletedAt] as const;
  if (launchedAt) return [messages.launchedAt, launchedAt] as const;
  return scheduledFor
    ? ([messages.goesOutAt, scheduledFor] as const)
    : ([messages.createdAt, createdAt] as const);
}

function Moment({ campaign }: { campaign: CampaignRow }) {
  const [sentence, at] = momentOf(campaign);
  return (
    <span className={styles.moment}>
      <Sentence parts={sentence(<When at={at} />)} />
    </span>
  );
}

function NoCampaigns({ filters, hasMore }: { filters: Filters; hasMore: boolean }) {
  if (hasMore) return <p className={adminStyles.minor}>{MORE_FOLLOW}</p>;
  const [title, description] = emptyTexts(filters);
  return (
    <EmptyState
      className={adminStyles.empty}
      icon={title === messages.NONE_YET ? <Envelope size={40} /> : undefined}
      title={title}
      description={description}
    />
  );
}

function emptyTexts({ isNarrowed, isArchived, sort, status }: Filters): [title: string, description: string] {
  if (status === "deleted") return [listMessages.NOTHING_DELETED, listMessages.NOTHING_DELETED_HINT];
  if (isNarrowed) return [NO_MATCHES, listMessages.NO_MATCHES_HINT];
  if (isArchived) return [listMessages.NOTHING_ARCHIVED, listMessages.NOTHING_ARCHIVED_HINT];
  if (sort === "accepted") return [NO_MATCHES, listMessages.NO_RATES_HINT];
  return [messages.NONE_YET, messages.NONE_YET_HINT];
}
