"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/invitations";
import { useCall } from "../../../use-call";
import { ConfirmDialog } from "../../_shared/confirm-dialog";
import type { InvitationRow } from "./types";

export type WithdrawProps = {
  row: InvitationRow;
  /** Called when the invitation, and so this button, is about to disappear. */
  onGone: () => void;
};

export function Withdraw({ row: { invitationId, email }, onGone }: WithdrawProps) {
  const withdraw = useCall(api.invitations.withdraw);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await withdraw({ invitationId });
    notifications.show({ message: messages.withdrawn(email) });
    onGone();
  }

  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={messages.withdrawOf(email)} onClick={open}>
        {messages.WITHDRAW}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.withdrawTitle(email)}
        action={messages.WITHDRAW}
        keep={messages.KEEP}
        failed={messages.NOT_WITHDRAWN}
        run={run}
      >
        <Text>{messages.WITHDRAW_HINT}</Text>
      </ConfirmDialog>
    </>
  );
}
