"use client";

import { Alert, Text } from "@mantine/core";
import dynamic from "next/dynamic";
import { Clock } from "../../../_shared/clock";
import { PageHeader } from "../../../../page-header";
import { When } from "../../../../when";
import campaignStyles from "../campaign.module.css";
import { LiveStatus } from "../../status-badge";
import type { Campaign } from "../../types";
import { CampaignActions } from "./campaign-actions";
import { ChartSkeleton } from "./chart-skeleton";
import { FunnelCards } from "./funnel-cards";
import { RecipientsTable } from "./recipients-table";
import { SendingProgress } from "./sending-progress";
import styles from "./watch.module.css";

const HoursChart = dynamic(() => import("./hours-chart").then((file) => file.HoursChart), {
  ssr: false,
  loading: ChartSkeleton,
});

/** A campaign that has been launched, or will be: it counts along by itself. */
export function WatchView({ campaign }: { campaign: Campaign }) {
  const isWaiting = campaign.status === "scheduled";
  return (
    <>
      <PageHeader
        title={campaign.name.trim() || "Untitled campaign"}
        description={
          <span className={campaignStyles.under}>
            <LiveStatus status={campaign.status} />
            <Moment campaign={campaign} />
          </span>
        }
        actions={<CampaignActions campaign={campaign} />}
      />
      <div className={styles.watch}>
        {campaign.pausedBecause && campaign.status === "paused" ? (
          <Alert color="red" title="Sending stopped by itself" role="alert">
            {campaign.pausedBecause}
            <Text size="sm" mt={4}>
              Nobody is mailed twice: once the cause is out of the way, Resume goes on where it stopped.
            </Text>
          </Alert>
        ) : null}
        <SendingProgress campaign={campaign} />
        {isWaiting ? null : <FunnelCards counts={campaign.counts} />}
        {isWaiting ? null : <HoursChart campaignId={campaign.id} />}
        <RecipientsTable campaign={campaign} />
      </div>
    </>
  );
}

function Moment({ campaign: { scheduledFor, launchedAt, finishedAt, subject } }: { campaign: Campaign }) {
  return (
    <span>
      {finishedAt ? (
        <>
          sent <When at={finishedAt} />
        </>
      ) : launchedAt ? (
        <>
          launched <When at={launchedAt} />
        </>
      ) : scheduledFor ? (
        <>
          goes out <When at={scheduledFor} /> (<Clock at={scheduledFor} />)
        </>
      ) : null}{" "}
      · {subject}
    </span>
  );
}
