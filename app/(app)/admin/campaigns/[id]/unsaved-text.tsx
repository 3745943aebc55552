"use client";

import { Alert, Button, Stack } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-draft";
import { Copyable } from "../../_shared/copyable";
import type { DraftHandle } from "./use-draft";

/**
 * Shows text that the user typed into a draft that was launched or deleted meanwhile. The text can no longer be saved,
 * so the user can copy it.
 */
export function UnsavedText({ draft, isDeleted }: { draft: DraftHandle; isDeleted: boolean }) {
  if (draft.unsaved.length === 0) return null;
  return (
    <Alert color="red" mb="lg" role="alert" title={messages.UNSAVED}>
      {isDeleted ? messages.UNSAVED_DELETED : messages.UNSAVED_LAUNCHED}
      <Stack my="sm" gap="sm">
        {draft.unsaved.map(({ field, text }) => (
          <Copyable
            key={field}
            label={messages.unsavedField(field)}
            value={text}
            action={messages.copyField(field)}
          />
        ))}
      </Stack>
      <Button size="sm" variant="default" onClick={draft.discard}>
        {messages.DISCARD}
      </Button>
    </Alert>
  );
}
