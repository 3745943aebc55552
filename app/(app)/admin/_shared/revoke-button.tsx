"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { KEEP_IT, NOT_REVOKED, type Revocation, REVOKE } from "@/lib/messages/admin";
import { ConfirmDialog } from "./confirm-dialog";

export type RevokeButtonProps = {
  messages: Revocation;
  /** Nothing is left to revoke, so the button is hidden. An open dialog stays until it is closed. */
  isOver: boolean;
  revoke: () => Promise<unknown>;
};

export function RevokeButton({ messages, isOver, revoke }: RevokeButtonProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const place = useRef<HTMLDivElement>(null);

  async function run() {
    await revoke();
    notifications.show({ message: messages.done });
  }

  /**
   * The button that opened the dialog may no longer exist. In that case, the focus moves to the place of the button,
   * and not to the top of the page.
   */
  function keepFocus() {
    if (document.activeElement === document.body) place.current?.focus();
  }

  return (
    <div ref={place} tabIndex={-1}>
      {isOver ? null : (
        <Button variant="default" size="compact-sm" aria-label={messages.action} onClick={open}>
          {REVOKE}
        </Button>
      )}
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        onClosed={keepFocus}
        title={messages.question}
        action={REVOKE}
        keep={KEEP_IT}
        failed={NOT_REVOKED}
        run={run}
      >
        <Text>{messages.consequence}</Text>
      </ConfirmDialog>
    </div>
  );
}
