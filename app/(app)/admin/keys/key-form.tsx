"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import * as messages from "@/lib/messages/api-keys";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";

/** The form for a new API key. `create` creates the key, and throws the server's error. */
export function KeyForm({ create }: { create: (name: string) => Promise<void> }) {
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() === "" ? messages.ENTER_NAME : null) },
  });
  const { isSending, problem, onSubmit } = useFormSubmit(form);
  return (
    <form noValidate onSubmit={onSubmit(({ name }) => create(name.trim()))}>
      <Stack gap="md">
        <TextInput
          label={messages.NAME}
          description={messages.NAME_HINT}
          autoComplete="off"
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <DialogActions>
          <FormProblem title={messages.NOT_CREATED} problem={problem} />
          <Button type="submit" loading={isSending}>
            {messages.CREATE_THE_KEY}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
