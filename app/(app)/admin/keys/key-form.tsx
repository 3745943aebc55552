"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";

/** `create` makes the key, and throws the server's refusal. */
export function KeyForm({ create }: { create: (name: string) => Promise<void> }) {
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() === "" ? "What is it for?" : null) },
  });
  const { isSending, problem, onSubmit } = useFormSubmit(form);
  return (
    <form noValidate onSubmit={onSubmit(({ name }) => create(name.trim()))}>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="The program that will use it, such as “Billing”."
          autoComplete="off"
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <DialogActions>
          <FormProblem title="The key was not created" problem={problem} />
          <Button type="submit" loading={isSending}>
            Create the key
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
