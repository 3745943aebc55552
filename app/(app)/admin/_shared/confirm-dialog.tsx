"use client";

import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useAttempt } from "../../use-attempt";
import { Dialog } from "./dialog";

export type ConfirmDialogProps = {
  opened: boolean;
  onClose: () => void;
  /** When it can no longer be seen. */
  onClosed?: () => void;
  title: string;
  /** What the button does, in its own words: "Delete the draft". */
  action: string;
  /** What the other button keeps: "Keep it". */
  keep: string;
  /** The title of the notice when it fails. */
  failed: string;
  color?: string;
  isDisabled?: boolean;
  run: () => Promise<unknown>;
  children: ReactNode;
};

/** Asks before what cannot be taken back. It closes by itself when that went well. */
export function ConfirmDialog({ opened, onClose, onClosed, title, children, ...rest }: ConfirmDialogProps) {
  const { action, keep, failed, color = "red", isDisabled = false, run } = rest;
  const { isRunning, attempt } = useAttempt(failed);

  async function confirm() {
    if (await attempt(run)) onClose();
  }

  return (
    <Dialog opened={opened} onClose={onClose} onClosed={onClosed} title={title}>
      {children}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button color={color} loading={isRunning} disabled={isDisabled} onClick={() => void confirm()}>
          {action}
        </Button>
      </Group>
    </Dialog>
  );
}
