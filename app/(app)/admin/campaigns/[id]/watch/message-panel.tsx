"use client";

import { MESSAGE_AS_SENT } from "@/lib/messages/campaign-preview";
import type { Campaign } from "../../types";
import { MailViewer } from "../preview/mail-viewer";
import type { ShownRecipient } from "../preview/recipient-select";
import { useRendered } from "../preview/use-rendered";

export type MessagePanelProps = {
  campaign: Campaign;
  recipient: ShownRecipient;
  onRecipient: (recipient: ShownRecipient) => void;
};

/** The mail as it was or will be sent. Its links lead nowhere, because the real ones belong to the recipients. */
export function MessagePanel({ campaign, recipient, onRecipient }: MessagePanelProps) {
  const rendered = useRendered(campaign, recipient);
  return (
    <MailViewer
      label={MESSAGE_AS_SENT}
      campaign={campaign}
      rendered={rendered}
      recipient={recipient}
      onRecipient={onRecipient}
    />
  );
}
