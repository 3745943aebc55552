"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/settings";
import { ConfirmDialog } from "../../admin/_shared/confirm-dialog";
import { useCall } from "../../use-call";

export function DeleteAccount() {
  const [isOpen, { open, close }] = useDisclosure();
  const request = useCall(api.account.requestDeletion);
  return (
    <>
      <Button variant="default" color="red" onClick={open}>
        {messages.DELETE_ACCOUNT}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.DELETE_YOUR_ACCOUNT}
        action={messages.DELETE_IN_A_WEEK}
        keep={messages.KEEP_ACCOUNT}
        failed={messages.NOT_DELETED}
        run={() => request({})}
      >
        {messages.WHAT_IS_DELETED}
      </ConfirmDialog>
    </>
  );
}
