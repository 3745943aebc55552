import { Alert, Anchor, Button, NativeSelect, NumberInput, Text, Title } from "@mantine/core";
import Link from "next/link";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/reminders";
import { grouped } from "@/lib/numbers";
import { MAX_DAYS } from "@/lib/reminders/limits";
import { isPossibleHour } from "@/lib/reminders/schedule";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import page from "../../../../page.module.css";
import type { Campaign } from "../../types";
import { ReminderTexts } from "./reminder-texts";
import styles from "./reminders.module.css";
import type { ReminderForm, SavedReminders, StepDraft } from "./use-reminder-form";

type Mailing = NonNullable<NonNullable<SavedReminders>["steps"][number]["mailing"]>;

export type ReminderFieldsProps = {
  campaign: Campaign;
  form: ReminderForm;
  index: number;
  /** The campaign that sends this reminder, once the first person was due. The fields are then read-only. */
  mailing: Mailing | null;
};

/** One reminder: when it is sent, and its own text. */
export function ReminderFields({ campaign, form, index, mailing }: ReminderFieldsProps) {
  const number = index + 1;
  const step = form.steps[index]!;
  const change = (patch: Partial<StepDraft>) => form.changeStep(index, patch);
  const disabled = mailing !== null;
  return (
    <section className={page.card} aria-label={messages.reminderTitle(number)}>
      <div className={styles.head}>
        <Title order={2} size={18}>
          {messages.reminderTitle(number)}
        </Title>
        {disabled ? null : (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => form.remove(index)}>
            {messages.remove(number)}
          </Button>
        )}
      </div>
      {mailing ? <Progress mailing={mailing} /> : null}
      <div className={styles.when}>
        <NumberInput
          label={messages.daysAfter(number)}
          min={1}
          max={MAX_DAYS}
          allowDecimal={false}
          disabled={disabled}
          value={step.days || ""}
          onChange={(days) => change({ days: Number(days) || 0 })}
        />
        <NativeSelect
          label={messages.HOUR}
          data={hoursOf(form, step.hour)}
          disabled={disabled}
          value={String(step.hour)}
          onChange={({ currentTarget }) => change({ hour: Number(currentTarget.value) })}
        />
      </div>
      <ReminderTexts campaign={campaign} step={step} disabled={disabled} onChange={change} />
    </section>
  );
}

/** The hours that the rules allow, and the chosen one, so that a chosen hour never disappears. */
function hoursOf({ rules }: ReminderForm, chosen: number) {
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return hours
    .filter((hour) => hour === chosen || isPossibleHour(hour, rules))
    .map((hour) => ({ value: String(hour), label: messages.hourText(hour) }));
}

/** The status and the numbers of a reminder that is being sent. */
function Progress({ mailing: { id, status, pausedBecause, counts } }: { mailing: Mailing }) {
  const resume = useCall(api.campaigns.resume);
  const { isRunning, attempt } = useAttempt(messages.NOT_RESUMED);
  return (
    <>
      <Text size="sm">
        {messages.MAILING_STATUS[status]} ·{" "}
        {messages.numbers(grouped(counts["sent"] ?? 0), grouped(counts["accepted"] ?? 0))} ·{" "}
        <Anchor component={Link} href={`/admin/campaigns/${id}`} fz="inherit">
          {messages.RESULTS_OF_REMINDER}
        </Anchor>
      </Text>
      {status === "paused" ? (
        <Alert color="red" role="alert" title={messages.MAILING_STATUS.paused}>
          {pausedBecause}
          <Button mt="sm" loading={isRunning} onClick={() => void attempt(() => resume({ campaignId: id }))}>
            {messages.RESUME}
          </Button>
        </Alert>
      ) : (
        <Text size="sm" c="dimmed">
          {messages.HAS_BEGUN}
        </Text>
      )}
    </>
  );
}
