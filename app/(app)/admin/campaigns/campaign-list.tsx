"use client";

import { Anchor, EmptyState, Group, NativeSelect } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import styles from "./campaigns.module.css";
import { funnelOf } from "./funnel";
import { Envelope } from "../_shared/icons";
import { counted, grouped } from "../_shared/numbers";
import { RowMenu } from "./row-menu";
import { ShowMore } from "../_shared/show-more";
import { CAMPAIGN_STATUSES, StatusBadge } from "./status-badge";
import type { CampaignRow, CampaignStatus } from "./types";
import { type FirstPage, usePages } from "../_shared/use-pages";

const ANY = "";

/** All campaigns, newest first. The numbers are live while one is being sent. */
export function CampaignList({ first }: { first: FirstPage<CampaignRow> }) {
  const [status, setStatus] = useState<CampaignStatus | typeof ANY>(ANY);
  const pages = usePages(api.campaigns.list, status === ANY ? {} : { status }, first);
  const rows = pages.rows ?? [];
  if (rows.length === 0 && status === ANY) return <NoCampaigns />;
  return (
    <>
      <Group mb="md">
        <NativeSelect
          aria-label="Status"
          value={status}
          onChange={({ currentTarget }) => setStatus(currentTarget.value as CampaignStatus | typeof ANY)}
          data={[{ value: ANY, label: "Every status" }, ...CAMPAIGN_STATUSES]}
        />
      </Group>
      {rows.length === 0 ? (
        <EmptyState
          className={adminStyles.empty}
          title="No matches"
          description="No campaign has this status."
        />
      ) : (
        <RecordTable label="Campaigns" columns={COLUMNS} rows={rows} />
      )}
      <ShowMore pages={pages} />
    </>
  );
}

const COLUMNS: Column<CampaignRow>[] = [
  { title: "Campaign", cell: (campaign) => <Name campaign={campaign} /> },
  {
    title: "Status",
    isPlain: true,
    cell: (campaign) => <StatusBadge status={campaign.status} isStopped={campaign.stoppedBecause !== null} />,
  },
  { title: "Audience", cell: ({ counts }) => grouped(funnelOf(counts).audience) },
  { title: "Results", isPlain: true, cell: (campaign) => <Results campaign={campaign} /> },
  { title: "When", isPlain: true, cell: (campaign) => <Moment campaign={campaign} /> },
  { title: "Actions", isTitleHidden: true, cell: (campaign) => <RowMenu campaign={campaign} /> },
];

function Name({ campaign: { id, name, subject, stoppedBecause } }: { campaign: CampaignRow }) {
  return (
    <div className={styles.campaign}>
      <Anchor component={Link} href={`/admin/campaigns/${id}`} className={styles.name} title={name}>
        {name.trim() || "Untitled campaign"}
      </Anchor>
      <div className={styles.subject} title={subject}>
        {subject || "No subject yet"}
      </div>
      {stoppedBecause === null ? null : <div className={styles.stopped}>Stopped: {stoppedBecause}</div>}
    </div>
  );
}

function Results({ campaign }: { campaign: CampaignRow }) {
  const { sent, delivered, clicked, accepted, bounced, failed, unsubscribed } = funnelOf(campaign.counts);
  if (campaign.launchedAt === null) return <span className={adminStyles.minor}>not sent</span>;
  const lost = bounced + failed;
  return (
    <div className={styles.results}>
      <strong>{grouped(accepted)} accepted</strong>
      <span className={adminStyles.minor}>
        {grouped(sent)} sent · {grouped(delivered)} delivered · {grouped(clicked)} clicked
        {lost === 0 ? "" : ` · ${counted(lost, "not delivered", "not delivered")}`}
        {unsubscribed === 0 ? "" : ` · ${grouped(unsubscribed)} unsubscribed`}
      </span>
    </div>
  );
}

function Moment({ campaign: { scheduledFor, launchedAt, createdAt } }: { campaign: CampaignRow }) {
  const [word, at] = launchedAt
    ? ["launched", launchedAt]
    : scheduledFor
      ? ["goes out", scheduledFor]
      : ["created", createdAt];
  return (
    <span className={styles.moment}>
      {word} <When at={at} />
    </span>
  );
}

function NoCampaigns() {
  return (
    <EmptyState
      className={adminStyles.empty}
      icon={<Envelope size={40} />}
      title="No campaigns yet"
      description="Write a message, add a list of addresses, and invite everybody at once. Each person gets their own link, and you see who accepts."
    />
  );
}
