"use client";

import type { Campaign } from "../../types";
import type { DraftHandle } from "../use-draft";
import { MailViewer } from "./mail-viewer";
import type { Reader } from "./reader-select";
import { useRendered } from "./use-rendered";

export type PreviewPanelProps = {
  campaign: Campaign;
  draft: DraftHandle;
  reader: Reader;
  onReader: (reader: Reader) => void;
};

/** The mail of a draft, as it would go out now. */
export function PreviewPanel({ campaign, draft, reader, onReader }: PreviewPanelProps) {
  const rendered = useRendered(campaign, reader, draft.flush);
  return (
    <MailViewer label="Preview" campaign={campaign} rendered={rendered} reader={reader} onReader={onReader} />
  );
}
