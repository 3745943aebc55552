"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import { ARCHIVE, UNARCHIVE } from "@/lib/messages/campaign-list";
import * as messages from "@/lib/messages/campaigns";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { Dots } from "../_shared/icons";
import { showUndo } from "../_shared/show-undo";
import { DuplicateDialog } from "./duplicate-dialog";
import type { CampaignRow } from "./types";
import { useArchive } from "./use-archive";
import { useRestore } from "./use-restore";

/** Actions on a campaign without opening it. Deleting needs no question, because it can be undone. */
export function RowMenu({ campaign }: { campaign: CampaignRow }) {
  const { id: campaignId, isArchived, status } = campaign;
  const name = campaign.name.trim() || messages.UNTITLED;
  const { archive } = useArchive(!isArchived);
  const { run: restore } = useRestore();
  const { remove } = useRemove(campaign);
  const [isDuplicating, duplicating] = useDisclosure();

  return (
    <>
      {/* `hideDetached` is off, because a growing list moves its rows, and an open menu must not disappear when its row
          moves out of view. */}
      <Menu position="bottom-end" width={220} hideDetached={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={messages.moreFor(name)}>
            <Dots />
          </ActionIcon>
        </Menu.Target>
        {status === "deleted" ? (
          <Menu.Dropdown>
            <Menu.Item onClick={() => void restore(campaignId, name)}>{messages.RESTORE}</Menu.Item>
          </Menu.Dropdown>
        ) : (
          <Menu.Dropdown>
            <Menu.Item onClick={duplicating.open}>{messages.DUPLICATE}</Menu.Item>
            <Menu.Item onClick={() => void archive([campaignId])}>
              {isArchived ? UNARCHIVE : ARCHIVE}
            </Menu.Item>
            {status === "draft" ? (
              <Menu.Item color="var(--danger)" onClick={() => void remove()}>
                {messages.DELETE}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        )}
      </Menu>
      <DuplicateDialog campaign={campaign} opened={isDuplicating} onClose={duplicating.close} />
    </>
  );
}

/** Deletes a draft at once, and offers to undo it. */
function useRemove({ id: campaignId, name }: CampaignRow) {
  const remove = useCall(api.drafts.remove);
  const restore = useCall(api.drafts.restore);
  const { attempt } = useAttempt(messages.NOT_DELETED);

  async function removeIt() {
    await remove({ campaignId });
    showUndo(messages.deleted(name.trim() || messages.UNTITLED), () => restore({ campaignId }));
  }

  return { remove: () => attempt(removeIt) };
}
