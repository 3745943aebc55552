"use client";

import { Button, Checkbox, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { addressesIn } from "@/lib/audience/addresses-in";
import * as messages from "@/lib/messages/campaign-preview";
import { useActionCall, useCall } from "../../../../use-call";
import { Dialog } from "../../../_shared/dialog";
import { DialogActions } from "../../../_shared/dialog-actions";
import { FormProblem } from "../../../_shared/form-problem";
import { useSubmit } from "../../../_shared/use-submit";
import type { Campaign, RecipientId } from "../../types";
import { useOwn } from "../../../../use-own";

const MAX_ADDRESSES = 5;

export type TestDialogProps = {
  opened: boolean;
  onClose: () => void;
  campaign: Campaign;
  /** The recipient whose values are filled in; null for the first one. */
  recipientId: RecipientId | null;
  myEmail: string;
  flush: () => Promise<void>;
};

/** Sends the real mail to up to five addresses. */
export function TestDialog({ opened, onClose, ...rest }: TestDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={messages.SEND_A_TEST}>
      <TestForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

type Sent = FunctionReturnType<typeof api.campaignPreviews.sendTest>;

function TestForm({ onClose, campaign, recipientId, myEmail, flush }: Omit<TestDialogProps, "opened">) {
  const send = useActionCall(api.campaignPreviews.sendTest);
  const saved = useSavedRecipients();
  const [typed, setTyped] = useState<string | null>(null);
  const written = typed ?? (saved.length > 0 ? saved.join("\n") : myEmail);
  const to = addressesIn(written);
  const save = useCall(api.testRecipients.save);
  const [isSaving, setIsSaving] = useState(false);
  const { isSending, problem, setProblem, submit } = useSubmit();

  async function run() {
    await flush();
    if (isSaving) await save({ emails: to });
    const recipient = recipientId ? { recipientId } : {};
    settle(await send({ campaignId: campaign.id, to, ...recipient }));
  }

  function settle({ sent, failed }: Sent) {
    if (failed.length > 0)
      return setProblem(failed.map(({ email, error }) => messages.failedFor(email, error)).join("\n"));
    notifications.show({ message: messages.onItsWay(sent) });
    onClose();
  }

  return (
    <Stack gap="md">
      <Textarea
        label={messages.SEND_TO}
        description={messages.SEND_TO_HINT}
        autosize
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        value={written}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        error={to.length > MAX_ADDRESSES ? messages.tooMany(to.length) : null}
        data-autofocus
      />
      {campaign.mayLaunch ? (
        <Checkbox
          label={messages.SAVE_RECIPIENTS}
          checked={isSaving}
          onChange={({ currentTarget }) => setIsSaving(currentTarget.checked)}
        />
      ) : null}
      {campaign.subject.trim() === "" || campaign.body.trim() === "" ? (
        <Text size="sm" c="dimmed">
          {messages.STILL_EMPTY}
        </Text>
      ) : null}
      <DialogActions>
        <FormProblem title={messages.NOT_SENT} problem={problem} />
        <Button
          disabled={to.length === 0 || to.length > MAX_ADDRESSES}
          loading={isSending}
          onClick={() => void submit(run)}
        >
          {messages.SEND}
        </Button>
      </DialogActions>
    </Stack>
  );
}

/** The saved test recipients; none until they are loaded. */
function useSavedRecipients(): readonly string[] {
  return useOwn(api.testRecipients.list) ?? [];
}
