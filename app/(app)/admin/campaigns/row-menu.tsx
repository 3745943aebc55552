"use client";

import { ActionIcon, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { KEEP_IT } from "@/lib/messages/admin";
import { ARCHIVE, UNARCHIVE } from "@/lib/messages/campaign-list";
import * as messages from "@/lib/messages/campaigns";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import { Dots } from "../_shared/icons";
import { DuplicateDialog } from "./duplicate-dialog";
import type { CampaignRow } from "./types";
import { useArchive } from "./use-archive";

/** Actions on a campaign without opening it. */
export function RowMenu({ campaign }: { campaign: CampaignRow }) {
  const { id: campaignId, name, isArchived } = campaign;
  const { archive } = useArchive(!isArchived);
  const remove = useCall(api.drafts.remove);
  const [isAsking, { open, close }] = useDisclosure();
  const [isDuplicating, duplicating] = useDisclosure();

  async function removeIt() {
    await remove({ campaignId });
    notifications.show({ message: messages.deleted(name) });
  }

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
        <Menu.Dropdown>
          <Menu.Item onClick={duplicating.open}>{messages.DUPLICATE}</Menu.Item>
          <Menu.Item onClick={() => void archive([campaignId])}>{isArchived ? UNARCHIVE : ARCHIVE}</Menu.Item>
          {campaign.status === "draft" ? (
            <Menu.Item color="var(--danger)" onClick={open}>
              {messages.DELETE}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <DuplicateDialog campaign={campaign} opened={isDuplicating} onClose={duplicating.close} />
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={messages.deleteQuestion(name)}
        action={messages.DELETE_DRAFT}
        keep={KEEP_IT}
        failed={messages.NOT_DELETED}
        run={removeIt}
      >
        <Text>{messages.DELETE_HINT}</Text>
      </ConfirmDialog>
    </>
  );
}
