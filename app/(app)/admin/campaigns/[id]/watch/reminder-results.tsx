"use client";

import { Anchor, Text, Title } from "@mantine/core";
import Link from "next/link";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/reminder-results";
import { grouped, percentText } from "@/lib/numbers";
import { type MailResults, resultsOf, stopsOf } from "@/lib/reminders/results";
import adminStyles from "../../../_shared/admin.module.css";
import { type Column, RecordTable } from "../../../_shared/record-table";
import { useOwn } from "../../../../use-own";
import type { Campaign, CampaignId } from "../../types";
import styles from "./watch.module.css";

/**
 * How many people each automatic reminder reached and brought, and what stopped reminders. Nothing without reminders.
 */
export function ReminderResults({ campaign }: { campaign: Campaign }) {
  const saved = useOwn(api.reminders.get, { campaignId: campaign.id });
  if (!saved || saved.steps.length === 0) return null;
  const mailings = saved.steps.map(({ mailing }) => mailing);
  const counts = mailings.map((mailing) => mailing?.counts ?? null);
  const rows = resultsOf(campaign.counts, counts).map((row) => ({
    ...row,
    id: String(row.number),
    campaignId: row.number === 0 ? null : (mailings[row.number - 1]?.id ?? null),
  }));
  return (
    <section aria-labelledby="reminders">
      <Title order={2} size={20} mb="xs" id="reminders">
        {messages.TITLE}
      </Title>
      {rows.length === 1 ? (
        <Text c="dimmed" size="sm" mb="md">
          {messages.NONE_SENT}
        </Text>
      ) : (
        <RecordTable label={messages.BY_MAIL} columns={COLUMNS} rows={rows} />
      )}
      <Stops stops={stopsOf(campaign.counts, counts)} />
    </section>
  );
}

type Row = MailResults & { id: string; campaignId: CampaignId | null };

const COLUMNS: Column<Row>[] = [
  { title: messages.MAIL, cell: (row) => <Name row={row} /> },
  { title: messages.COLUMNS.sent, cell: ({ sent }) => grouped(sent) },
  { title: messages.COLUMNS.accepted, cell: (row) => <Accepted row={row} /> },
  { title: messages.COLUMNS.unsubscribed, cell: ({ unsubscribed }) => grouped(unsubscribed) },
  { title: messages.COLUMNS.bounced, cell: ({ bounced }) => grouped(bounced) },
];

/** The results of a reminder in detail are on the page of the campaign that sends it. */
function Name({ row: { number, campaignId } }: { row: Row }) {
  if (campaignId === null) return <strong>{messages.INVITATION}</strong>;
  return (
    <Anchor component={Link} href={`/admin/campaigns/${campaignId}`} fz="inherit" fw={600}>
      {messages.reminder(number)}
    </Anchor>
  );
}

function Accepted({ row: { sent, accepted } }: { row: Row }) {
  return (
    <>
      {grouped(accepted)}{" "}
      {sent === 0 ? null : <span className={adminStyles.minor}>{percentText(accepted, sent)}</span>}
    </>
  );
}

function Stops({ stops }: { stops: ReturnType<typeof stopsOf> }) {
  if (stops.length === 0) return null;
  return (
    <>
      <Text size="sm" mt="md" mb="xs">
        {messages.STOPPED}
      </Text>
      <dl className={styles.losses}>
        {stops.map(({ stop, people }) => (
          <div key={stop}>
            <dt>{messages.STOPS[stop]}</dt>
            <dd>
              <strong>{grouped(people)}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
