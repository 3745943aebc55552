"use client";

import { Alert, Button } from "@mantine/core";
import { useId, useState } from "react";
import * as previewMessages from "@/lib/messages/campaign-preview";
import * as messages from "@/lib/messages/reminders";
import type { Campaign } from "../../types";
import { funnelOf } from "../../funnel";
import { InboxRows } from "../preview/inbox-rows";
import { RecipientSelect, type ShownRecipient } from "../preview/recipient-select";
import { shownFrom } from "../shown-from";
import { LiveMail } from "../write/live-mail";
import { useLiveMail } from "../write/use-live-mail";
import styles from "./reminders.module.css";
import type { StepDraft } from "./use-reminder-form";

export type ReminderMailProps = { campaign: Campaign; step: StepDraft };

/** A button that shows the mail of a reminder as a recipient will get it. */
export function ReminderMail(props: ReminderMailProps) {
  const [isShown, setShown] = useState(false);
  const id = useId();
  return (
    <>
      <div>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={isShown}
          aria-controls={id}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? messages.HIDE_MAIL : messages.SHOW_MAIL}
        </Button>
      </div>
      <div id={id} className={styles.mail} hidden={!isShown}>
        {isShown ? <Shown {...props} /> : null}
      </div>
    </>
  );
}

function Shown({ campaign, step }: ReminderMailProps) {
  const [recipient, setRecipient] = useState<ShownRecipient>(null);
  const live = useLiveMail(campaign.id, textsOf(campaign, step), true, {
    recipientId: recipient?.id,
    isReminder: true,
  });
  return (
    <>
      <RecipientSelect
        campaignId={campaign.id}
        hasRecipients={funnelOf(campaign.counts).audience > 0}
        recipient={recipient}
        onChange={setRecipient}
      />
      {live.mail && live.mail.missing.length > 0 ? (
        <Alert color="brass" title={previewMessages.MISSING} role="status">
          {previewMessages.missing(live.mail.shownAs, live.mail.missing)}
        </Alert>
      ) : null}
      {live.mail ? (
        <InboxRows from={shownFrom(campaign)} subject={live.mail.subject} line={live.mail.inboxLine} />
      ) : null}
      <LiveMail {...live} />
    </>
  );
}

/** Blank texts of a reminder are the campaign's own. */
function textsOf({ subject, preheader, body, buttonLabel }: Campaign, step: StepDraft) {
  return {
    subject: step.subject?.trim() ? step.subject : subject,
    preheader,
    body: step.body?.trim() ? step.body : body,
    buttonLabel: step.buttonLabel?.trim() ? step.buttonLabel : buttonLabel,
  };
}
