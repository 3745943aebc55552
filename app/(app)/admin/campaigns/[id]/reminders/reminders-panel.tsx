"use client";

import { Alert, Button, Skeleton, Text } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/reminders";
import { MAX_REMINDERS } from "@/lib/reminders/limits";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import type { Campaign } from "../../types";
import { useOwn } from "../../../../use-own";
import { ReminderFields } from "./reminder-fields";
import { ReminderPreview } from "./reminder-preview";
import { ReminderRules } from "./reminder-rules";
import styles from "./reminders.module.css";
import { type SavedReminders, useReminderForm } from "./use-reminder-form";

/** The reminders of a campaign. Each can be changed until it begins to be sent, also after the launch. */
export function RemindersPanel({ campaign }: { campaign: Campaign }) {
  const saved = useOwn(api.reminders.get, { campaignId: campaign.id });
  if (saved === undefined) return <Skeleton height={240} />;
  return <Editor campaign={campaign} saved={saved} />;
}

function Editor({ campaign, saved }: { campaign: Campaign; saved: SavedReminders }) {
  const form = useReminderForm(campaign, saved);
  const isDraft = campaign.status === "draft";
  return (
    <div className={styles.panel}>
      <Text c="dimmed">{messages.DESCRIPTION}</Text>
      {saved && !isDraft ? <Switch campaign={campaign} saved={saved} /> : null}
      {form.steps.map((_, index) => (
        <ReminderFields
          key={index}
          campaign={campaign}
          form={form}
          index={index}
          mailing={saved?.steps[index]?.mailing ?? null}
        />
      ))}
      <div className={styles.buttons}>
        <Button variant="default" disabled={form.steps.length >= MAX_REMINDERS} onClick={form.add}>
          {messages.ADD}
        </Button>
      </div>
      {form.steps.length > 0 || saved ? (
        <>
          <ReminderRules form={form} hasSwitch={isDraft} />
          <div className={styles.buttons}>
            <Button disabled={!form.isChanged} loading={form.isSaving} onClick={() => void form.save()}>
              {messages.SAVE}
            </Button>
            {form.isChanged ? (
              <Text size="sm" c="dimmed">
                {messages.UNSAVED}
              </Text>
            ) : null}
          </div>
          <ReminderPreview campaign={campaign} form={form} saved={saved} />
        </>
      ) : null}
    </div>
  );
}

/** Whether the reminders of a launched campaign are on, and the button that changes it at once. */
function Switch({ campaign, saved }: { campaign: Campaign; saved: NonNullable<SavedReminders> }) {
  const setOn = useCall(api.reminders.setOn);
  const { isRunning, attempt } = useAttempt(messages.NOT_SWITCHED);
  const change = () => void attempt(() => setOn({ campaignId: campaign.id, isOn: !saved.isOn }));
  const button = (
    <Button variant="default" mt={saved.isOn ? 0 : "sm"} loading={isRunning} onClick={change}>
      {saved.isOn ? messages.SWITCH_OFF : messages.SWITCH_ON}
    </Button>
  );
  if (saved.isOn) return <div>{button}</div>;
  return (
    <Alert color="brass" role="status" title={saved.stoppedBecause === null ? null : messages.OFF_BECAUSE}>
      <div>{saved.stoppedBecause ?? messages.SWITCHED_OFF}</div>
      {button}
    </Alert>
  );
}
