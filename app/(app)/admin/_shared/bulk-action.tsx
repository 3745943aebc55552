"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { MOST_AT_ONCE } from "@/lib/campaign-list";
import { ConfirmDialog } from "./confirm-dialog";
import { inChunks } from "./in-chunks";
import { SelectionBar } from "./selection-bar";
import type { Selection } from "./use-selection";

export type BulkTexts = {
  action: (count: number) => string;
  question: (count: number) => string;
  consequence: string;
  keep: string;
  failed: string;
  done: (count: number) => string;
};

export type BulkActionOf<Id extends string> = {
  texts: BulkTexts;
  /** The selected rows that the action concerns. Without any, its button is hidden. */
  ids: Id[];
  /** Changes these rows, at most MOST_AT_ONCE, and returns how many were changed. */
  run: (ids: Id[]) => Promise<number>;
};

type BulkActionsProps<Id extends string> = {
  selection: Selection<Id>;
  actions: [BulkActionOf<Id>, ...BulkActionOf<Id>[]];
};

/**
 * Actions on the selected rows, each after a question. The question keeps its rows, because a live list may lose some
 * of them while the action runs.
 */
export function BulkActions<Id extends string>({ selection, actions }: BulkActionsProps<Id>) {
  const [asked, setAsked] = useState(actions[0]);
  const [isAsking, { open, close }] = useDisclosure();

  function ask(action: BulkActionOf<Id>) {
    setAsked(action);
    open();
  }

  async function runAll() {
    let count = 0;
    for (const ids of inChunks(asked.ids, MOST_AT_ONCE)) count += await asked.run(ids);
    selection.clear();
    notifications.show({ message: asked.texts.done(count) });
  }

  return (
    <>
      <SelectionBar selection={selection}>
        {actions.map((action) =>
          action.ids.length === 0 ? null : (
            <Button key={action.texts.failed} variant="default" size="compact-md" onClick={() => ask(action)}>
              {action.texts.action(action.ids.length)}
            </Button>
          ),
        )}
      </SelectionBar>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={asked.texts.question(asked.ids.length)}
        action={asked.texts.action(asked.ids.length)}
        keep={asked.texts.keep}
        failed={asked.texts.failed}
        run={runAll}
      >
        <Text>{asked.texts.consequence}</Text>
      </ConfirmDialog>
    </>
  );
}
