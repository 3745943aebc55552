"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import * as messages from "@/lib/messages/campaign-list";
import { SelectionBar } from "../_shared/selection-bar";
import type { Selection } from "../_shared/use-selection";
import { LabelDialog } from "./label-dialog";
import type { CampaignId, CampaignRow } from "./types";
import { useArchive } from "./use-archive";

export type SelectedCampaignsProps = {
  selection: Selection<CampaignId>;
  rows: readonly CampaignRow[];
  labels: readonly string[];
  /** Whether the list shows the archive, so that the button takes campaigns out of it. */
  isArchive: boolean;
};

/** The actions on all selected campaigns. */
export function SelectedCampaigns({ selection, rows, labels, isArchive }: SelectedCampaignsProps) {
  const { isRunning, archive } = useArchive(!isArchive);
  const [isLabelling, { open, close }] = useDisclosure();
  const chosen = rows.filter(({ id }) => selection.ids.includes(id));

  async function archiveAll() {
    if (await archive(selection.ids)) selection.clear();
  }

  return (
    <>
      <SelectionBar selection={selection}>
        <Button variant="default" size="compact-md" loading={isRunning} onClick={() => void archiveAll()}>
          {isArchive ? messages.UNARCHIVE : messages.ARCHIVE}
        </Button>
        <Button variant="default" size="compact-md" onClick={open}>
          {messages.LABELS}
        </Button>
      </SelectionBar>
      <LabelDialog opened={isLabelling} onClose={close} campaigns={chosen} labels={labels} />
    </>
  );
}
