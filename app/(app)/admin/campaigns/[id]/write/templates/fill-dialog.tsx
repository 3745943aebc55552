"use client";

import { Button, Radio, Stack, Text } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import * as messages from "@/lib/messages/templates";
import { useQueryRunner } from "../../../../../use-call";
import { Dialog } from "../../../../_shared/dialog";
import { DialogActions } from "../../../../_shared/dialog-actions";
import { FormProblem } from "../../../../_shared/form-problem";
import { ShowMore } from "../../../../_shared/show-more";
import { usePages } from "../../../../_shared/use-pages";
import { useSubmit } from "../../../../_shared/use-submit";

export type FillDialogProps = {
  opened: boolean;
  onClose: () => void;
  onFill: (name: string, texts: FunctionReturnType<typeof api.templates.get>) => void;
};

/** Lists the templates, to choose one for the draft. */
export function FillDialog({ opened, onClose, onFill }: FillDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={messages.FILL}>
      <FillForm onClose={onClose} onFill={onFill} />
    </Dialog>
  );
}

function FillForm({ onClose, onFill }: Omit<FillDialogProps, "opened">) {
  const convex = useQueryRunner();
  const pages = usePages(api.templates.list, {});
  const [chosen, setChosen] = useState<string | null>(null);
  const { isSending, problem, submit } = useSubmit();
  const template = pages.rows?.find(({ id }) => id === chosen);

  async function fill(templateId: Id<"templates">, name: string) {
    const texts = await convex.query(api.templates.get, { templateId });
    onClose();
    onFill(name, texts);
  }

  return (
    <Stack gap="md">
      {pages.rows?.length === 0 ? (
        <Text>{messages.NONE_YET}</Text>
      ) : (
        <Radio.Group
          label={messages.CHOOSE}
          description={messages.FILL_HINT}
          value={chosen}
          onChange={setChosen}
        >
          <Stack gap="xs" mt="sm">
            {pages.rows?.map(({ id, name, subject }) => (
              <Radio key={id} value={id} label={name} description={subject} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <ShowMore pages={pages} />
      <FormProblem title={messages.NOT_FILLED} problem={problem} />
      <DialogActions>
        <Button
          loading={isSending}
          disabled={!template}
          onClick={() => template && void submit(() => fill(template.id, template.name))}
        >
          {messages.FILL_DRAFT}
        </Button>
      </DialogActions>
    </Stack>
  );
}
