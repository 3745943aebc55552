"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import { ConfirmDialog } from "../../admin/_shared/confirm-dialog";
import { useCall } from "../../use-call";

export function DeleteAccount() {
  const [isOpen, { open, close }] = useDisclosure();
  const request = useCall(api.account.requestDeletion);
  return (
    <>
      <Button variant="default" color="red" onClick={open}>
        Delete account
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title="Delete your account?"
        action="Delete in a week"
        keep="Keep my account"
        failed="Not deleted"
        run={() => request({})}
      >
        In a week your account, sessions, passkeys and links are deleted. In the audit your address is
        replaced by a made-up name. Until then you can sign in and keep the account.
      </ConfirmDialog>
    </>
  );
}
