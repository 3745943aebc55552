"use client";

import { Button, Checkbox, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { DUPLICATED } from "@/lib/messages/campaign-results";
import { DUPLICATE, NOT_DUPLICATED, UNTITLED } from "@/lib/messages/campaigns";
import * as messages from "@/lib/messages/earlier-people";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useSubmit } from "../_shared/use-submit";
import { funnelOf } from "./funnel";
import type { CampaignRow } from "./types";

type Original = Pick<CampaignRow, "id" | "name" | "counts">;
export type DuplicateDialogProps = { campaign: Original; opened: boolean; onClose: () => void };

/** Duplicates a campaign, with its audience if the marketer chooses so, and opens the new draft. */
export function DuplicateDialog({ campaign, opened, onClose }: DuplicateDialogProps) {
  const title = messages.duplicateQuestion(campaign.name.trim() || UNTITLED);
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <DuplicateForm campaign={campaign} onClose={onClose} />
    </Dialog>
  );
}

function DuplicateForm({ campaign, onClose }: Pick<DuplicateDialogProps, "campaign" | "onClose">) {
  const { id: campaignId, counts } = campaign;
  const { audience } = funnelOf(counts);
  const [isWithAudience, setIsWithAudience] = useState(false);
  const duplicate = useCall(api.campaigns.duplicate);
  const duplicateAll = useCall(api.audienceCopies.duplicate);
  const { isSending, problem, submit } = useSubmit();
  const router = useRouter();

  async function copy() {
    const id = await (isWithAudience ? duplicateAll : duplicate)({ campaignId });
    onClose();
    router.push(`/admin/campaigns/${id}${isWithAudience ? "?step=audience" : ""}`);
    notifications.show({ message: isWithAudience ? messages.DUPLICATED_WITH_AUDIENCE : DUPLICATED });
  }

  return (
    <Stack gap="md">
      <Text>{messages.DUPLICATE_HINT}</Text>
      <Checkbox
        label={messages.withAudience(audience)}
        description={audience === 0 ? undefined : messages.WITH_AUDIENCE_HINT}
        disabled={audience === 0}
        checked={isWithAudience}
        onChange={({ currentTarget }) => setIsWithAudience(currentTarget.checked)}
      />
      <DialogActions>
        <FormProblem title={NOT_DUPLICATED} problem={problem} />
        <Button loading={isSending} onClick={() => void submit(copy)}>
          {DUPLICATE}
        </Button>
      </DialogActions>
    </Stack>
  );
}
