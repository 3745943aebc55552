"use client";

import { Alert, Button, Stack } from "@mantine/core";
import { Copyable } from "../../_shared/copyable";
import { FIELD_NAMES } from "./draft-fields";
import type { DraftHandle } from "./use-draft";

/**
 * Text that was typed into a draft that was launched or deleted meanwhile. It can no longer be saved, so it can be
 * copied.
 */
export function UnsavedText({ draft, isDeleted }: { draft: DraftHandle; isDeleted: boolean }) {
  if (draft.unsaved.length === 0) return null;
  const event = isDeleted ? "deleted" : "launched or scheduled";
  return (
    <Alert color="red" mb="lg" role="alert" title="What you typed last was not saved">
      This campaign was {event} while you were typing. Copy what you need.
      <Stack my="sm" gap="sm">
        {draft.unsaved.map(({ field, text }) => (
          <Copyable
            key={field}
            label={`What you typed as ${FIELD_NAMES[field]}`}
            value={text}
            action={`Copy ${FIELD_NAMES[field]}`}
          />
        ))}
      </Stack>
      <Button size="sm" variant="default" onClick={draft.discard}>
        Discard it
      </Button>
    </Alert>
  );
}
