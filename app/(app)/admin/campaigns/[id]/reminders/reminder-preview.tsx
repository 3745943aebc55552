import { Text, Title } from "@mantine/core";
import * as messages from "@/lib/messages/reminders";
import { counted, grouped } from "@/lib/numbers";
import type { Slot } from "@/lib/reminders/forecast";
import page from "../../../../page.module.css";
import type { Campaign } from "../../types";
import { PersonDates } from "./person-dates";
import { clockIn, dateIn } from "./dates";
import styles from "./reminders.module.css";
import { type Counted, usePeople, useSlots } from "./use-forecast";
import type { ReminderForm, SavedReminders } from "./use-reminder-form";

/** How many zones one line names. */
const NAMED_ZONES = 2;

export type ReminderPreviewProps = { campaign: Campaign; form: ReminderForm; saved: SavedReminders };

/** Who gets which reminder and when: counts by time, and the dates for one recipient. */
export function ReminderPreview({ campaign, form, saved }: ReminderPreviewProps) {
  const people = usePeople(campaign, saved);
  const slots = useSlots(people, form, campaign);
  const isDraft = campaign.status === "draft";
  return (
    <section className={page.card} aria-label={messages.WHO_GETS_WHAT}>
      <Title order={2} size={18} mb="xs">
        {messages.WHO_GETS_WHAT}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {isDraft ? messages.IF_LAUNCHED_NOW : messages.IF_NOBODY_ACCEPTS}
      </Text>
      <State people={people} isEmpty={slots.length === 0} isDraft={isDraft} />
      {people.found.unknownCount > 0 ? (
        <Text size="sm" mb="sm" role="status">
          {messages.unknownZones(
            counted(people.found.unknownCount, "recipient has", "recipients have"),
            people.found.unknown[0]?.text ?? "",
          )}
        </Text>
      ) : null}
      {slots.length > 0 ? <Slots slots={slots} /> : null}
      <PersonDates campaign={campaign} form={form} />
    </section>
  );
}

function State({ people, isEmpty, isDraft }: { people: Counted; isEmpty: boolean; isDraft: boolean }) {
  if (people.state === "failed") return <Text role="alert">{messages.NOT_COUNTED}</Text>;
  if (people.state === "counting") return <Text role="status">{messages.counting(people.people)}</Text>;
  if (!isEmpty) return null;
  return <Text>{isDraft && people.people === 0 ? messages.NO_AUDIENCE : messages.NOBODY_DUE}</Text>;
}

function Slots({ slots }: { slots: Slot[] }) {
  return (
    <div className={styles.slots} tabIndex={0} role="group" aria-label={messages.WHO_GETS_WHAT}>
      <table>
        <thead>
          <tr>
            <th>{messages.HEADER.reminder}</th>
            <th>{messages.HEADER.at}</th>
            <th>{messages.HEADER.zones}</th>
            <th className={styles.number}>{messages.HEADER.people}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map(({ number, at, people, zones }) => (
            <tr key={`${number} ${at}`}>
              <td>{number}</td>
              <td>{dateIn(at)}</td>
              <td>{zonesText(at, zones)}</td>
              <td className={styles.number}>{messages.upTo(grouped(people))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function zonesText(at: number, zones: string[]): string {
  const named = zones.slice(0, NAMED_ZONES).map((zone) => messages.localTime(clockIn(at, zone), zone));
  const more = zones.length - NAMED_ZONES;
  return [...named, ...(more > 0 ? [messages.moreZones(more)] : [])].join(", ");
}
