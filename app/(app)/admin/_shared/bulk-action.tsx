"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { MOST_AT_ONCE } from "@/lib/campaign-list";
import { ConfirmDialog } from "./confirm-dialog";
import { inChunks } from "./in-chunks";
import { SelectionBar } from "./selection-bar";
import type { Selection } from "./use-selection";

export type BulkTexts = {
  action: string;
  question: (count: number) => string;
  consequence: string;
  keep: string;
  failed: string;
  done: (count: number) => string;
};

export type BulkActionProps<Id extends string> = {
  selection: Selection<Id>;
  texts: BulkTexts;
  /** Changes these rows, at most MOST_AT_ONCE, and returns how many were changed. */
  run: (ids: Id[]) => Promise<number>;
};

/** One action on all selected rows, after a question. */
export function BulkAction<Id extends string>({ selection, texts, run }: BulkActionProps<Id>) {
  const [isAsking, { open, close }] = useDisclosure();

  async function runAll() {
    let count = 0;
    for (const ids of inChunks(selection.ids, MOST_AT_ONCE)) count += await run(ids);
    selection.clear();
    notifications.show({ message: texts.done(count) });
  }

  return (
    <>
      <SelectionBar selection={selection}>
        <Button variant="default" size="compact-md" onClick={open}>
          {texts.action}
        </Button>
      </SelectionBar>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={texts.question(selection.ids.length)}
        action={texts.action}
        keep={texts.keep}
        failed={texts.failed}
        run={runAll}
      >
        <Text>{texts.consequence}</Text>
      </ConfirmDialog>
    </>
  );
}
