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
  /** Called when the dialog is no longer visible. */
  onClosed?: () => void;
  title: string;
  /** The label of the button: "Delete the draft". */
  action: string;
  /** The label of the other button: "Keep it". */
  keep: string;
  /** The heading above the error message if `run` fails. */
  failed: string;
  color?: string;
  isDisabled?: boolean;
  run: () => Promise<unknown>;
  children: ReactNode;
};

/**
 * Asks for confirmation before an action that cannot be undone. The dialog closes after a success, and shows the error
 * after a failure.
 */
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
