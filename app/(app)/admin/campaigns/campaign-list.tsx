"use client";

import { Anchor, EmptyState, Group, NativeSelect } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { ACTIONS, NO_MATCHES } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaigns";
import { stopMessage } from "@/lib/messages/mail-provider";
import { Sentence } from "../../../ui/sentence";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import styles from "./campaigns.module.css";
import { funnelOf } from "./funnel";
import { Envelope } from "../_shared/icons";
import { grouped } from "@/lib/numbers";
import { RowMenu } from "./row-menu";
import { ShowMore } from "../_shared/show-more";
import { CAMPAIGN_STATUSES, StatusBadge } from "./status-badge";
import type { CampaignRow, CampaignStatus } from "./types";
import { type FirstPage, usePages } from "../_shared/use-pages";

const ANY = "";

/** All campaigns with live numbers, the newest first. */
export function CampaignList({ first }: { first: FirstPage<CampaignRow> }) {
  const [status, setStatus] = useState<CampaignStatus | typeof ANY>(ANY);
  const pages = usePages(api.campaigns.list, status === ANY ? {} : { status }, first);
  const rows = pages.rows ?? [];
  if (rows.length === 0 && status === ANY) return <NoCampaigns />;
  return (
    <>
      <Group mb="md">
        <NativeSelect
          aria-label={messages.STATUS}
          value={status}
          onChange={({ currentTarget }) => setStatus(currentTarget.value as CampaignStatus | typeof ANY)}
          data={[{ value: ANY, label: messages.ANY_STATUS }, ...CAMPAIGN_STATUSES]}
        />
      </Group>
      {rows.length === 0 ? (
        <EmptyState className={adminStyles.empty} title={NO_MATCHES} description={messages.NO_MATCHES_HINT} />
      ) : (
        <RecordTable label={messages.TITLE} columns={COLUMNS} rows={rows} />
      )}
      <ShowMore pages={pages} />
    </>
  );
}

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
  const { id, name, subject } = campaign;
  const reason = reasonOf(campaign);
  return (
    <div className={styles.campaign}>
      <Anchor component={Link} href={`/admin/campaigns/${id}`} className={styles.name} title={name}>
        {name.trim() || messages.UNTITLED}
      </Anchor>
      <div className={styles.subject} title={subject}>
        {subject || messages.NO_SUBJECT}
      </div>
      {reason === null ? null : <div className={styles.stopped}>{messages.stopped(reason)}</div>}
    </div>
  );
}

function Results({ campaign }: { campaign: CampaignRow }) {
  const { sent, delivered, clicked, accepted, bounced, failed, unsubscribed } = funnelOf(campaign.counts);
  if (campaign.launchedAt === null) return <span className={adminStyles.minor}>{messages.NOT_SENT}</span>;
  const lost = bounced + failed;
  const others = [
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

function Moment({ campaign: { scheduledFor, launchedAt, createdAt } }: { campaign: CampaignRow }) {
  const [sentence, at] = launchedAt
    ? [messages.launchedAt, launchedAt]
    : scheduledFor
      ? [messages.goesOutAt, scheduledFor]
      : [messages.createdAt, createdAt];
  return (
    <span className={styles.moment}>
      <Sentence parts={sentence(<When at={at} />)} />
    </span>
  );
}

function NoCampaigns() {
  return (
    <EmptyState
      className={adminStyles.empty}
      icon={<Envelope size={40} />}
      title={messages.NONE_YET}
      description={messages.NONE_YET_HINT}
    />
  );
}
