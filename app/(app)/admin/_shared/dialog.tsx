"use client";

import { Modal, type ModalRootProps } from "@mantine/core";
import { createContext, type ReactNode } from "react";
import { useAsk } from "../../confirm/ask";
import styles from "./dialog.module.css";

export type DialogProps = {
  opened: boolean;
  onClose: () => void;
  /** When it can no longer be seen. */
  onClosed?: () => void;
  title: string;
  size?: ModalRootProps["size"];
  /** Lies over whatever other dialog is open, which waits until it is closed. */
  isOnTop?: boolean;
  children: ReactNode;
};

/** Closes the dialog around. */
export const CloseDialog = createContext<() => void>(() => {});

/**
 * A modal dialog. It stays when somebody clicks beside it: what is typed or shown once in it would be lost. Put together
 * from Mantine's parts because the `header` of its whole one counts as a second banner of the page.
 */
export function Dialog({ opened, onClose, onClosed, title, size, isOnTop = false, children }: DialogProps) {
  const isAsking = useAsk() !== null;
  const isCovered = isAsking && !isOnTop;
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onClosed}
      closeOnClickOutside={false}
      closeOnEscape={!isCovered}
      trapFocus={!isCovered}
      zIndex={isOnTop ? 300 : undefined}
      size={size}
      classNames={styles}
    >
      <Modal.Overlay />
      <Modal.Content inert={isCovered}>
        <Modal.Header role="none">
          <Modal.Title fw={600} fz="lg">
            {title}
          </Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>
          <CloseDialog value={onClose}>{children}</CloseDialog>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
