"use client";

import "../mantine-styles";
import { Dialog } from "../admin/_shared/dialog";
import type { Ask } from "./ask";
import { ConfirmForm } from "./confirm-form";

/** Lies over the dialog or page that somebody was at, and gives it back as it was. */
export function AskDialog({ ask }: { ask: Ask | null }) {
  return (
    <Dialog opened={ask !== null} onClose={() => ask?.settle(false)} title="Confirm it is you" isOnTop>
      <ConfirmForm sendsAtOnce onConfirmed={() => ask?.settle(true)} />
    </Dialog>
  );
}
