"use client";

import { Button, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "./dialog";
import { DialogActions } from "./dialog-actions";
import { FormProblem } from "./form-problem";
import { useSubmit } from "./use-submit";

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
  /** What is said above the reason when it fails. */
  failed: string;
  color?: string;
  isDisabled?: boolean;
  run: () => Promise<unknown>;
  children: ReactNode;
};

/** Asks before what cannot be taken back. It closes by itself when that went well, and says so itself when it did not. */
export function ConfirmDialog({ opened, onClose, onClosed, title, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} onClosed={onClosed} title={title}>
      <ConfirmForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

type ConfirmFormProps = Omit<ConfirmDialogProps, "opened" | "onClosed" | "title">;

function ConfirmForm({ onClose, action, keep, failed, color = "red", children, ...rest }: ConfirmFormProps) {
  const { isDisabled = false, run } = rest;
  const { isSending, problem, submit } = useSubmit();

  async function confirm() {
    await run();
    onClose();
  }

  return (
    <Stack gap="md">
      {children}
      <DialogActions cancel={keep} isCancelFirst>
        <FormProblem title={failed} problem={problem} />
        <Button color={color} loading={isSending} disabled={isDisabled} onClick={() => void submit(confirm)}>
          {action}
        </Button>
      </DialogActions>
    </Stack>
  );
}
