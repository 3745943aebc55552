"use client";

import { Text } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { EVENTS } from "@/lib/messages/campaign-results";
import * as messages from "@/lib/messages/reminders";
import type { RecipientId } from "../../types";
import { useOwn } from "../../../../use-own";
import { dateIn } from "./dates";
import styles from "./reminders.module.css";

type Theirs = FunctionReturnType<typeof api.reminders.ofRecipient>;

/** The reminders that a person got and the next one, for their timeline. Nothing if there are none. */
export function PersonReminders({ recipientId }: { recipientId: RecipientId }) {
  const theirs = useOwn(api.reminders.ofRecipient, { recipientId });
  if (!theirs || (theirs.sent.length === 0 && theirs.next === null)) return null;
  return (
    <section className={styles.person}>
      <Text fw={600} mt="lg">
        {messages.REMINDERS}
      </Text>
      <ul className={styles.dates}>
        {theirs.sent.map((reminder) => (
          <li key={reminder.id}>{textOf(reminder)}</li>
        ))}
        {theirs.next ? (
          <li>
            {messages.due(theirs.next.number)}: {dateIn(theirs.next.dueAt, theirs.next.timeZone)} (
            {messages.inZone(theirs.next.timeZone)})
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function textOf({ number, sentAt, ...times }: Theirs["sent"][number]): string {
  if (sentAt === undefined) return messages.queued(number);
  const latest = (["accepted", "clicked", "opened", "delivered"] as const).find(
    (event) => times[`${event}At`] !== undefined,
  );
  const sent = `${messages.got(number)}: ${dateIn(sentAt)}`;
  return latest === undefined ? sent : `${sent} · ${EVENTS[latest]}`;
}
