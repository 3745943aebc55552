"use client";

import { Text } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/reminders";
import { forecast, forecastDue, type Expected } from "@/lib/reminders/forecast";
import { parseTimeZone, zoneTextOf } from "@/lib/reminders/time-zones";
import { usePageClock } from "../../../../page-clock";
import type { Campaign, RecipientId } from "../../types";
import { funnelOf } from "../../funnel";
import { RecipientSelect, type ShownRecipient } from "../preview/recipient-select";
import { useOwn } from "../../../../use-own";
import { dateIn } from "./dates";
import styles from "./reminders.module.css";
import type { ReminderForm } from "./use-reminder-form";

/** The dates of the reminders for a chosen recipient, in that recipient's time zone. */
export function PersonDates({ campaign, form }: { campaign: Campaign; form: ReminderForm }) {
  const [chosen, setChosen] = useState<ShownRecipient>(null);
  return (
    <div className={styles.person}>
      <Text fw={600}>{messages.ONE_RECIPIENT}</Text>
      <RecipientSelect
        campaignId={campaign.id}
        hasRecipients={funnelOf(campaign.counts).audience > 0}
        recipient={chosen}
        onChange={setChosen}
      />
      {chosen ? <Dates campaign={campaign} form={form} recipientId={chosen.id} /> : null}
    </div>
  );
}

type DatesProps = { campaign: Campaign; form: ReminderForm; recipientId: RecipientId };

function Dates({ campaign, form: { rules, steps }, recipientId }: DatesProps) {
  const recipient = useOwn(api.recipients.get, { recipientId });
  const theirs = useOwn(api.reminders.ofRecipient, { recipientId });
  const now = usePageClock();
  if (!recipient || !theirs) return null;
  const zone = parseTimeZone(zoneTextOf(recipient.fields)) ?? rules.timeZone;
  const plan = { steps: steps.filter(({ days }) => days > 0), hours: rules };
  const since = campaign.scheduledFor ?? now;
  const isWaiting = campaign.status === "draft" || campaign.status === "scheduled";
  const next = theirs.next && { number: theirs.next.number, at: theirs.next.dueAt, zone, people: 1 };
  const expected = isWaiting
    ? forecast([{ zone, people: 1, number: 1, since }], plan, now)
    : forecastDue(next ? [next] : [], plan, now);
  return <DateList sent={theirs.sent} expected={expected} zone={zone} />;
}

type Sent = { number: number; sentAt?: number | undefined }[];

function DateList({ sent, expected, zone }: { sent: Sent; expected: Expected[]; zone: string }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        {messages.inZone(zone)}
      </Text>
      <ul className={styles.dates}>
        {sent.map(({ number, sentAt }) => (
          <li key={number}>
            {sentAt === undefined
              ? messages.queued(number)
              : `${messages.got(number)}: ${dateIn(sentAt, zone)}`}
          </li>
        ))}
        {expected.map(({ number, at }) => (
          <li key={number}>{`${messages.due(number)}: ${dateIn(at, zone)}`}</li>
        ))}
        {expected.length === 0 ? <li>{messages.NO_MORE}</li> : null}
      </ul>
    </>
  );
}
