"use client";

import { Button } from "@mantine/core";
import { type ReactNode, useContext } from "react";
import { CloseDialog } from "./dialog";
import styles from "./dialog.module.css";

export type DialogActionsProps = {
  /** The button that closes the dialog and does nothing else. */
  cancel?: string;
  /** It has the focus from the start, where the other button cannot be taken back. */
  isCancelFirst?: boolean;
  children?: ReactNode;
};

/** The buttons of a dialog, and why it failed. They stay in sight however high the dialog is, and however small the window. */
export function DialogActions({ cancel = "Cancel", isCancelFirst, children }: DialogActionsProps) {
  const close = useContext(CloseDialog);
  return (
    <div className={styles.actions}>
      <Button variant="default" onClick={close} data-autofocus={isCancelFirst || undefined}>
        {cancel}
      </Button>
      {children}
    </div>
  );
}
