"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { Dialog } from "../admin/_shared/dialog";
import { DialogActions } from "../admin/_shared/dialog-actions";
import { useSubmit } from "../admin/_shared/use-submit";

export type RenameProps = {
  /**
   * The label of the button that opens the dialog. `title` is its accessible name and the dialog's title: "Rename Work
   * laptop".
   */
  action: string;
  title: string;
  name: string;
  label: string;
  save: string;
  maxLength: number;
  description?: string;
  placeholder?: string;
  isRequired?: boolean;
  rename: (name: string) => Promise<unknown>;
};

/** A button that opens a dialog with one field, to name or rename something. */
export function Rename({ action, title, ...form }: RenameProps) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="sm" aria-label={title} onClick={open}>
        {action}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={title}>
        <NameForm {...form} onDone={close} />
      </Dialog>
    </>
  );
}

type FormProps = Omit<RenameProps, "action" | "title"> & { onDone: () => void };

function NameForm({ name: known, save, isRequired, rename, onDone, ...field }: FormProps) {
  const [name, setName] = useState(known);
  const { isSending, problem, submit } = useSubmit();

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void submit(async () => {
      await rename(name);
      onDone();
    });
  }

  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <TextInput
          {...field}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          autoComplete="off"
          required={isRequired}
          data-autofocus
          error={problem}
          errorProps={{ role: "alert" }}
        />
        <DialogActions>
          <Button type="submit" loading={isSending}>
            {save}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
