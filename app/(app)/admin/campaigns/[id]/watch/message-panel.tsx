"use client";

import type { Campaign } from "../../types";
import { MailViewer } from "../preview/mail-viewer";
import type { Reader } from "../preview/reader-select";
import { useRendered } from "../preview/use-rendered";

export type MessagePanelProps = {
  campaign: Campaign;
  reader: Reader;
  onReader: (reader: Reader) => void;
};

/** The mail as it was or will be sent. Its links lead nowhere, because the real ones belong to the recipients. */
export function MessagePanel({ campaign, reader, onReader }: MessagePanelProps) {
  const rendered = useRendered(campaign, reader);
  return (
    <MailViewer
      label="The message as sent"
      campaign={campaign}
      rendered={rendered}
      reader={reader}
      onReader={onReader}
    />
  );
}
