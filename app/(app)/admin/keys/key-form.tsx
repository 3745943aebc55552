"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { describeFailure } from "../_shared/failure";

/** `create` makes the key, and throws what the server refused. */
export function KeyForm({ create }: { create: (name: string) => Promise<void> }) {
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() === "" ? "What is it for?" : null) },
  });
  const [isCreating, setIsCreating] = useState(false);

  async function submit({ name }: { name: string }) {
    setIsCreating(true);
    try {
      await create(name.trim());
    } catch (error) {
      form.setFieldError("name", describeFailure(error));
    } finally {
      setIsCreating(false);
    }
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit, () => form.getInputNode("name")?.focus())}>
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
        <Button type="submit" loading={isCreating} w="fit-content" ml="auto">
          Create the key
        </Button>
      </Stack>
    </form>
  );
}
