"use client";

import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import styles from "../admin.module.css";
import { Dialog } from "./dialog";
import { describeFailure } from "./failure";

export type RevokeButtonProps = {
  /** "the link for ada@example.com": what would be revoked. */
  what: string;
  /** What follows from it, in a sentence. */
  consequence: string;
  /** Nothing is left to revoke: no button, and the dialog may close in its own time. */
  isOver: boolean;
  revoke: () => Promise<unknown>;
};

/** Revoking cannot be taken back, so it asks first. */
export function RevokeButton({ what, consequence, isOver, revoke }: RevokeButtonProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const [isRevoking, setIsRevoking] = useState(false);
  const place = useRef<HTMLDivElement>(null);

  async function run() {
    setIsRevoking(true);
    try {
      await revoke();
      notifications.show({ message: `Revoked ${what}.` });
      close();
    } catch (error) {
      notifications.show({ color: "red", title: "Not revoked", message: describeFailure(error) });
    } finally {
      setIsRevoking(false);
    }
  }

  /** The button that opened the dialog may be gone by now: the focus stays in its place, not at the top of the page. */
  function keepFocus() {
    if (document.activeElement === document.body) place.current?.focus();
  }

  return (
    <div ref={place} tabIndex={-1}>
      {isOver ? null : (
        <Button variant="default" size="sm" aria-label={`Revoke ${what}`} onClick={open}>
          Revoke
        </Button>
      )}
      <Dialog opened={isOpen} onClose={close} onClosed={keepFocus} title={`Revoke ${what}?`}>
        <Text>{consequence}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button className={styles.dangerous} loading={isRevoking} onClick={() => void run()}>
            Revoke
          </Button>
        </Group>
      </Dialog>
    </div>
  );
}
