"use client";

import { Button, Checkbox, Stack, TagsInput } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { MAX_LABEL, MOST_LABELS } from "@/lib/campaign-labels";
import { MOST_AT_ONCE } from "@/lib/campaign-list";
import * as messages from "@/lib/messages/campaign-list";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { inChunks } from "../_shared/in-chunks";
import { useSubmit } from "../_shared/use-submit";
import type { CampaignRow } from "./types";

export type LabelDialogProps = {
  opened: boolean;
  onClose: () => void;
  campaigns: readonly CampaignRow[];
  /** The labels that any campaign has, as suggestions. */
  labels: readonly string[];
};

/** Adds labels to one or several campaigns and removes others. */
export function LabelDialog({ opened, onClose, campaigns, labels }: LabelDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={messages.labelsTitle(campaigns.length)}>
      <LabelForm onClose={onClose} campaigns={campaigns} labels={labels} />
    </Dialog>
  );
}

function LabelForm({ onClose, campaigns, labels }: Omit<LabelDialogProps, "opened">) {
  const label = useCall(api.campaignList.label);
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const { isSending, problem, submit } = useSubmit();
  const present = [...new Set(campaigns.flatMap((one) => one.labels))].sort();

  async function save() {
    const ids = campaigns.map(({ id }) => id);
    for (const campaignIds of inChunks(ids, MOST_AT_ONCE)) await label({ campaignIds, add, remove });
    onClose();
  }

  return (
    <Stack gap="md">
      <TagsInput
        label={messages.ADD_LABELS}
        description={messages.ADD_LABELS_HINT}
        data={labels.filter((one) => !present.includes(one))}
        value={add}
        onChange={setAdd}
        maxTags={MOST_LABELS}
        maxLength={MAX_LABEL}
        acceptValueOnBlur
        data-autofocus
      />
      {present.length === 0 ? null : (
        <Checkbox.Group label={messages.REMOVE_LABELS} value={remove} onChange={setRemove}>
          <Stack gap="xs" mt="xs">
            {present.map((one) => (
              <Checkbox key={one} value={one} label={one} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <DialogActions>
        <FormProblem title={messages.NOT_LABELLED} problem={problem} />
        <Button loading={isSending} onClick={() => void submit(save)}>
          {messages.SAVE_LABELS}
        </Button>
      </DialogActions>
    </Stack>
  );
}
