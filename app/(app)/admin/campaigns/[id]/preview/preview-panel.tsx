"use client";

import { Stack } from "@mantine/core";
import type { Campaign } from "../../types";
import type { DraftHandle } from "../use-draft";
import { MessageNotices } from "../write/message-notices";
import { MailViewer } from "./mail-viewer";
import type { Reader } from "./reader-select";
import { useRendered } from "./use-rendered";

export type PreviewPanelProps = {
  campaign: Campaign;
  draft: DraftHandle;
  reader: Reader;
  onReader: (reader: Reader) => void;
};

/** The mail of a draft, as it would be sent now. */
export function PreviewPanel({ campaign, draft, reader, onReader }: PreviewPanelProps) {
  const rendered = useRendered(campaign, reader, draft.flush);
  return (
    <Stack gap="md">
      <MessageNotices texts={draft.values} counts={campaign.counts} onChange={draft.change} />
      <MailViewer
        label="Preview"
        campaign={campaign}
        rendered={rendered}
        reader={reader}
        onReader={onReader}
      />
    </Stack>
  );
}
