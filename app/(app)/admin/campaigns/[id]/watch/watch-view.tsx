"use client";

import { Alert, Text } from "@mantine/core";
import dynamic from "next/dynamic";
import { stopMessage } from "@/lib/mail-provider-messages";
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
            <LiveStatus status={campaign.status} isStopped={campaign.pausedBecause !== undefined} />
            <Moment campaign={campaign} />
          </span>
        }
        actions={<CampaignActions campaign={campaign} />}
      />
      <div className={styles.watch}>
        <Stopped campaign={campaign} />
        <SendingProgress campaign={campaign} />
        {isWaiting ? null : <FunnelCards counts={campaign.counts} />}
        {isWaiting ? null : <HoursChart campaignId={campaign.id} />}
        <RecipientsTable campaign={campaign} />
      </div>
    </>
  );
}

/** Why it stopped, who can mend that, and what the mail provider itself said. */
function Stopped({ campaign: { status, pausedBecause, pausedError } }: { campaign: Campaign }) {
  if (status !== "paused" || pausedBecause === undefined) return null;
  const message = pausedError === undefined ? null : stopMessage(pausedError);
  return (
    <Alert color="red" title="Sending stopped by itself" role="alert">
      {message ?? pausedBecause}
      <Text size="sm" mt={4}>
        Nobody is mailed twice: once the cause is out of the way, Resume goes on where it stopped.
      </Text>
      {message === null ? null : (
        <Text size="sm" mt={4}>
          What the mail provider said: {pausedBecause}
        </Text>
      )}
    </Alert>
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
