"use client";

import "../mantine-styles";
import { Dialog } from "../admin/_shared/dialog";
import type { Ask } from "./ask";
import { ConfirmForm } from "./confirm-form";

/** Covers the current dialog or page, and leaves it unchanged. */
export function AskDialog({ ask }: { ask: Ask | null }) {
  return (
    <Dialog opened={ask !== null} onClose={() => ask?.settle(false)} title="Confirm it is you" isOnTop>
      <ConfirmForm sendsAtOnce onConfirmed={() => ask?.settle(true)} />
    </Dialog>
  );
}
