"use client";

import { Modal, type ModalRootProps } from "@mantine/core";
import { createContext, type ReactNode } from "react";
import { CLOSE } from "@/lib/messages/admin";
import { useAsk } from "../../confirm/ask";
import styles from "./dialog.module.css";

export type DialogProps = {
  opened: boolean;
  onClose: () => void;
  /** Called when the dialog is no longer visible. */
  onClosed?: () => void;
  title: string;
  size?: ModalRootProps["size"];
  /**
   * Shows this dialog above any other open dialog. Meanwhile, the other dialog ignores Escape and does not trap the
   * focus.
   */
  isOnTop?: boolean;
  children: ReactNode;
};

/** Closes the surrounding dialog. */
export const CloseDialog = createContext<() => void>(() => {});

/**
 * A modal dialog. A click outside does not close it, because typed text or a value that is shown only once would be
 * lost. It is built from Mantine's parts, because the `<header>` of Mantine's complete Modal would be a second banner
 * landmark of the page.
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
          <Modal.CloseButton aria-label={CLOSE} />
        </Modal.Header>
        <Modal.Body>
          <CloseDialog value={onClose}>{children}</CloseDialog>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
