"use client";

import { Button } from "@mantine/core";
import { type ReactNode, useContext } from "react";
import { CANCEL } from "@/lib/messages/admin";
import { CloseDialog } from "./dialog";
import styles from "./dialog.module.css";

export type DialogActionsProps = {
  /** The label of the button that only closes the dialog. */
  cancel?: string;
  /** The cancel button gets the focus when the dialog opens. Set this if the other action cannot be undone. */
  isCancelFirst?: boolean;
  children?: ReactNode;
};

/** The buttons of a dialog, and its error message. They stay visible even if the dialog is higher than the window. */
export function DialogActions({ cancel = CANCEL, isCancelFirst, children }: DialogActionsProps) {
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
