"use client";

import { Stack } from "@mantine/core";
import { PREVIEW } from "@/lib/messages/campaign-preview";
import type { Campaign } from "../../types";
import type { DraftHandle } from "../use-draft";
import { MessageNotices } from "../write/message-notices";
import { MailViewer } from "./mail-viewer";
import type { ShownRecipient } from "./recipient-select";
import { useRendered } from "./use-rendered";

export type PreviewPanelProps = {
  campaign: Campaign;
  draft: DraftHandle;
  recipient: ShownRecipient;
  onRecipient: (recipient: ShownRecipient) => void;
};

/** The mail of a draft, as it would be sent now. */
export function PreviewPanel({ campaign, draft, recipient, onRecipient }: PreviewPanelProps) {
  const rendered = useRendered(campaign, recipient, draft.flush);
  return (
    <Stack gap="md">
      <MessageNotices texts={draft.values} counts={campaign.counts} onChange={draft.change} />
      <MailViewer
        label={PREVIEW}
        campaign={campaign}
        rendered={rendered}
        recipient={recipient}
        onRecipient={onRecipient}
      />
    </Stack>
  );
}
