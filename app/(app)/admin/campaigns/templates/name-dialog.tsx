"use client";

import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import * as messages from "@/lib/messages/templates";
import { Dialog } from "../../_shared/dialog";
import { DialogActions } from "../../_shared/dialog-actions";
import { FormProblem } from "../../_shared/form-problem";
import { useSubmit } from "../../_shared/use-submit";

export type NameDialogProps = {
  opened: boolean;
  onClose: () => void;
  title: string;
  hint?: string;
  action: string;
  failed: string;
  initialName: string;
  save: (name: string) => Promise<unknown>;
};

/** Asks for the name of a template. */
export function NameDialog({ opened, onClose, title, ...rest }: NameDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <NameForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

function NameForm({
  onClose,
  hint,
  action,
  failed,
  initialName,
  save,
}: Omit<NameDialogProps, "opened" | "title">) {
  const [name, setName] = useState(initialName);
  const { isSending, problem, submit } = useSubmit();

  async function run() {
    await save(name);
    onClose();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(run);
      }}
    >
      <Stack gap="md">
        {hint ? <Text size="sm">{hint}</Text> : null}
        <TextInput
          label={messages.NAME}
          maxLength={200}
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <FormProblem title={failed} problem={problem} />
        <DialogActions>
          <Button type="submit" loading={isSending}>
            {action}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
