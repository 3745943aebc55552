"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { KEEP_IT } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/suppressions";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import type { SuppressionRow } from "./types";

export function RemoveSuppression({ suppression }: { suppression: SuppressionRow }) {
  const { id, email, reason } = suppression;
  const remove = useCall(api.suppressions.remove);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await remove({ suppressionId: id });
    notifications.show({ message: messages.removed(email) });
  }

  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={messages.removeAddress(email)} onClick={open}>
        {messages.REMOVE}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.removeQuestion(email)}
        action={messages.REMOVE_FROM_LIST}
        keep={KEEP_IT}
        failed={messages.NOT_REMOVED}
        run={run}
      >
        <Text>{messages.IF_REMOVED[reason]}</Text>
      </ConfirmDialog>
    </>
  );
}
