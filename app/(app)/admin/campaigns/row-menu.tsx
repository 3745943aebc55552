"use client";

import { ActionIcon, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import { Dots } from "../_shared/icons";
import type { CampaignRow } from "./types";
import { useAttempt } from "../../use-attempt";

/** Actions on a campaign without opening it. */
export function RowMenu({ campaign }: { campaign: CampaignRow }) {
  const { id: campaignId, name } = campaign;
  const router = useRouter();
  const duplicate = useCall(api.campaigns.duplicate);
  const remove = useCall(api.campaigns.remove);
  const { isRunning, attempt } = useAttempt("Not duplicated");
  const [isAsking, { open, close }] = useDisclosure();

  async function copy() {
    router.push(`/admin/campaigns/${await duplicate({ campaignId })}`);
  }

  async function removeIt() {
    await remove({ campaignId });
    notifications.show({ message: `Deleted “${name}”.` });
  }

  return (
    <>
      {/* A growing list moves its rows: an open menu must not disappear when its row leaves the window. */}
      <Menu position="bottom-end" width={180} hideDetached={false}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            loading={isRunning}
            aria-label={`More for ${name}`}
          >
            <Dots />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void attempt(copy)}>Duplicate</Menu.Item>
          {campaign.status === "draft" ? (
            <Menu.Item color="var(--danger)" onClick={open}>
              Delete
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={`Delete “${name}”?`}
        action="Delete the draft"
        keep="Keep it"
        failed="Not deleted"
        run={removeIt}
      >
        <Text>The message and the audience are gone for good. Nobody was mailed.</Text>
      </ConfirmDialog>
    </>
  );
}
