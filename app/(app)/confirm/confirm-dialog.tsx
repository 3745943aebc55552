"use client";

import "../mantine-styles";
import * as messages from "@/lib/messages/confirm-identity";
import { Dialog } from "../admin/_shared/dialog";
import type { Ask } from "./ask";
import { ConfirmForm } from "./confirm-form";

/** The dialog that asks for a confirmation. It covers the current dialog or page and leaves it unchanged. */
export function AskDialog({ ask }: { ask: Ask | null }) {
  return (
    <Dialog opened={ask !== null} onClose={() => ask?.settle(false)} title={messages.TITLE} isOnTop>
      <ConfirmForm sendsAtOnce onConfirmed={() => ask?.settle(true)} />
    </Dialog>
  );
}
