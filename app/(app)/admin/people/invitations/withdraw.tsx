"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/invitations";
import { useCall } from "../../../use-call";
import { ConfirmDialog } from "../../_shared/confirm-dialog";
import type { InvitationRow } from "./types";

export function Withdraw({ row: { invitationId, email } }: { row: InvitationRow }) {
  const withdraw = useCall(api.invitations.withdraw);
  const [isOpen, { open, close }] = useDisclosure();

  const button = useRef<HTMLButtonElement>(null);

  /** Moves the focus to the list, because the button disappears together with the invitation. */
  async function run() {
    const list = button.current?.closest<HTMLElement>("[role=group]");
    await withdraw({ invitationId });
    notifications.show({ message: messages.withdrawn(email) });
    list?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="default"
        size="compact-sm"
        aria-label={messages.withdrawOf(email)}
        onClick={open}
      >
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
