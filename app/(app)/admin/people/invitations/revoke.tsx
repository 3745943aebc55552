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

export function RevokeInvitation({ row: { invitationId, email } }: { row: InvitationRow }) {
  const revoke = useCall(api.invitations.revoke);
  const [isOpen, { open, close }] = useDisclosure();

  const button = useRef<HTMLButtonElement>(null);

  /** Moves the focus to the list, because the button disappears together with the invitation. */
  async function run() {
    const list = button.current?.closest<HTMLElement>("[role=group]");
    await revoke({ invitationId });
    notifications.show({ message: messages.revoked(email) });
    list?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="default"
        size="compact-sm"
        aria-label={messages.revokeLabel(email)}
        onClick={open}
      >
        {messages.REVOKE}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.revokeTitle(email)}
        action={messages.REVOKE}
        keep={messages.KEEP}
        failed={messages.NOT_REVOKED}
        run={run}
      >
        <Text>{messages.REVOKE_HINT}</Text>
      </ConfirmDialog>
    </>
  );
}
