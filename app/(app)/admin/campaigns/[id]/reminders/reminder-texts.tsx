import { Button, Textarea, TextInput } from "@mantine/core";
import type { MessageTexts } from "@/lib/campaign-message/columns";
import * as messages from "@/lib/messages/reminders";
import type { Campaign } from "../../types";
import { MessageNotices } from "../write/message-notices";
import { ReminderMail } from "./reminder-mail";
import type { StepDraft } from "./use-reminder-form";

export type ReminderTextsProps = {
  campaign: Campaign;
  step: StepDraft;
  disabled: boolean;
  onChange: (patch: Partial<StepDraft>) => void;
};

/**
 * The text of a reminder, what is wrong with it, and its mail. An empty field stands for the campaign's own text, which
 * is shown as its placeholder.
 */
export function ReminderTexts({ campaign, step, disabled, onChange }: ReminderTextsProps) {
  const textOf = (value: string) => (value === "" ? undefined : value);
  return (
    <>
      <TextInput
        label={messages.SUBJECT}
        description={messages.SAME_AS_CAMPAIGN}
        dir="auto"
        maxLength={200}
        disabled={disabled}
        placeholder={campaign.subject}
        value={step.subject ?? ""}
        onChange={({ currentTarget }) => onChange({ subject: textOf(currentTarget.value) })}
      />
      <Textarea
        label={messages.MESSAGE}
        dir="auto"
        autosize
        minRows={3}
        maxRows={16}
        maxLength={50_000}
        disabled={disabled}
        placeholder={campaign.body}
        value={step.body ?? ""}
        onChange={({ currentTarget }) => onChange({ body: textOf(currentTarget.value) })}
      />
      {disabled || step.body !== undefined || campaign.body === "" ? null : (
        <div>
          <Button variant="default" size="compact-sm" onClick={() => onChange({ body: campaign.body })}>
            {messages.COPY_MESSAGE}
          </Button>
        </div>
      )}
      <TextInput
        label={messages.BUTTON}
        dir="auto"
        maxLength={60}
        disabled={disabled}
        placeholder={campaign.buttonLabel}
        value={step.buttonLabel ?? ""}
        onChange={({ currentTarget }) => onChange({ buttonLabel: textOf(currentTarget.value) })}
      />
      {disabled ? null : <Notices campaign={campaign} step={step} onChange={onChange} />}
      {disabled ? null : <ReminderMail campaign={campaign} step={step} />}
    </>
  );
}

/** Problems with the reminder's own text. Those of the campaign's text are shown where it is written. */
function Notices({ campaign, step, onChange }: Omit<ReminderTextsProps, "disabled">) {
  const { subject = "", body = "", buttonLabel = "" } = step;
  return (
    <MessageNotices
      texts={{ subject, preheader: "", body, buttonLabel }}
      counts={campaign.counts}
      onChange={(fixed) => onChange(ownTexts(step, fixed))}
    />
  );
}

/**
 * The fixed texts of the fields that the reminder has, so that an empty field keeps standing for the campaign's text.
 */
function ownTexts(
  step: StepDraft,
  { subject, body, buttonLabel }: Partial<MessageTexts>,
): Partial<StepDraft> {
  return {
    ...(step.subject !== undefined && subject !== undefined ? { subject } : {}),
    ...(step.body !== undefined && body !== undefined ? { body } : {}),
    ...(step.buttonLabel !== undefined && buttonLabel !== undefined ? { buttonLabel } : {}),
  };
}
