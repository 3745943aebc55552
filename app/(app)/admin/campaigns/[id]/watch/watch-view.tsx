"use client";

import { Alert, Tabs, Text } from "@mantine/core";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { stopMessage } from "@/lib/messages/mail-provider";
import * as messages from "@/lib/messages/campaign-results";
import * as campaignMessages from "@/lib/messages/campaigns";
import { Sentence } from "../../../../../ui/sentence";
import { Clock } from "../../../_shared/clock";
import { PageHeader } from "../../../../page-header";
import { When } from "../../../../when";
import campaignStyles from "../campaign.module.css";
import { LiveStatus } from "../../status-badge";
import type { Campaign } from "../../types";
import { asPart, type Part } from "../steps";
import type { ShownRecipient } from "../preview/recipient-select";
import { RemindersPanel } from "../reminders/reminders-panel";
import { CampaignActions } from "./campaign-actions";
import { ChartSkeleton } from "./chart-skeleton";
import { FunnelCards } from "./funnel-cards";
import { LinkOpenings } from "./link-openings";
import { MessagePanel } from "./message-panel";
import { RecipientsTable } from "./recipients-table";
import { ReminderResults } from "./reminder-results";
import { SendingProgress } from "./sending-progress";
import styles from "./watch.module.css";

const HoursChart = dynamic(() => import("./hours-chart").then((file) => file.HoursChart), {
  ssr: false,
  loading: ChartSkeleton,
});

export type WatchViewProps = { campaign: Campaign; initialPart: Part };

/** Shows the live results of a launched or scheduled campaign, and its mail. */
export function WatchView({ campaign, initialPart }: WatchViewProps) {
  const [part, setPart] = useState(initialPart);
  const [recipient, setRecipient] = useState<ShownRecipient>(null);

  function go(to: Part) {
    setPart(to);
    window.history.replaceState(null, "", `?part=${to}`);
  }

  function showMessageOf(recipient: ShownRecipient) {
    setRecipient(recipient);
    go("message");
  }

  return (
    <>
      <PageHeader
        title={campaign.name.trim() || campaignMessages.UNTITLED}
        description={
          <span className={campaignStyles.under}>
            <LiveStatus status={campaign.status} isStopped={campaign.pausedBecause !== undefined} />
            <Moment campaign={campaign} />
          </span>
        }
        actions={<CampaignActions campaign={campaign} />}
      />
      <Stopped campaign={campaign} />
      <Tabs value={part} onChange={(value) => go(asPart(value))} keepMounted={false}>
        <Tabs.List mb="lg" aria-label={messages.PARTS_LABEL}>
          <Tabs.Tab value="results">{messages.PARTS.results}</Tabs.Tab>
          <Tabs.Tab value="message">{messages.PARTS.message}</Tabs.Tab>
          {campaign.reminderOf ? null : <Tabs.Tab value="reminders">{messages.PARTS.reminders}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="results">
          <Results campaign={campaign} onMessage={showMessageOf} />
        </Tabs.Panel>
        <Tabs.Panel value="message">
          <MessagePanel campaign={campaign} recipient={recipient} onRecipient={setRecipient} />
        </Tabs.Panel>
        <Tabs.Panel value="reminders">
          <RemindersPanel campaign={campaign} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

type ResultsProps = { campaign: Campaign; onMessage: (recipient: ShownRecipient) => void };

function Results({ campaign, onMessage }: ResultsProps) {
  const isWaiting = campaign.status === "scheduled";
  return (
    <div className={styles.watch}>
      <SendingProgress campaign={campaign} />
      {isWaiting ? null : <FunnelCards counts={campaign.counts} />}
      {isWaiting || campaign.reminderOf ? null : <ReminderResults campaign={campaign} />}
      {isWaiting ? null : <HoursChart campaignId={campaign.id} />}
      {isWaiting ? null : <LinkOpenings campaign={campaign} />}
      <RecipientsTable campaign={campaign} onMessage={onMessage} />
    </div>
  );
}

/** Shows why the campaign stopped, what to do, and the original message of the mail provider. */
function Stopped({ campaign: { status, pausedBecause, pausedError } }: { campaign: Campaign }) {
  if (status !== "paused" || pausedBecause === undefined) return null;
  const message = pausedError === undefined ? null : stopMessage(pausedError);
  return (
    <Alert color="red" mb="lg" title={messages.STOPPED} role="alert">
      {message ?? pausedBecause}
      <Text size="sm" mt={4}>
        {messages.STOPPED_HINT}
      </Text>
      {message === null ? null : (
        <Text size="sm" mt={4}>
          {messages.providerSaid(pausedBecause)}
        </Text>
      )}
    </Alert>
  );
}

function Moment({ campaign }: { campaign: Campaign }) {
  return (
    <span>
      <Sentence parts={momentOf(campaign)} /> · {campaign.subject}
    </span>
  );
}

function momentOf({ scheduledFor, launchedAt, finishedAt }: Campaign): ReactNode[] {
  if (finishedAt) return campaignMessages.sentAt(<When at={finishedAt} />);
  if (launchedAt) return campaignMessages.launchedAt(<When at={launchedAt} />);
  if (!scheduledFor) return [];
  return campaignMessages.goesOutExactly(<When at={scheduledFor} />, <Clock at={scheduledFor} />);
}
