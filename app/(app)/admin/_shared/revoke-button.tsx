"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import { ConfirmDialog } from "./confirm-dialog";

export type RevokeButtonProps = {
  /** What is revoked: "the link for ada@example.com". */
  what: string;
  /** The consequence, as a sentence. */
  consequence: string;
  /** Nothing is left to revoke: the button is gone, and the dialog may close later. */
  isOver: boolean;
  revoke: () => Promise<unknown>;
};

export function RevokeButton({ what, consequence, isOver, revoke }: RevokeButtonProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const place = useRef<HTMLDivElement>(null);

  async function run() {
    await revoke();
    notifications.show({ message: `Revoked ${what}.` });
  }

  /**
   * The button that opened the dialog may be gone by now. This keeps the focus in its place rather than at the top of
   * the page.
   */
  function keepFocus() {
    if (document.activeElement === document.body) place.current?.focus();
  }

  return (
    <div ref={place} tabIndex={-1}>
      {isOver ? null : (
        <Button variant="default" size="compact-sm" aria-label={`Revoke ${what}`} onClick={open}>
          Revoke
        </Button>
      )}
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        onClosed={keepFocus}
        title={`Revoke ${what}?`}
        action="Revoke"
        keep="Keep it"
        failed="Not revoked"
        run={run}
      >
        <Text>{consequence}</Text>
      </ConfirmDialog>
    </div>
  );
}
