"use client";

import { Alert, Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import type { Role } from "@/lib/server/session";
import { describeFailure } from "../_shared/failure";
import { validate } from "../links/link-values";
import { RoleChoice } from "./role-choice";

export type InviteValues = { email: string; name: string; role: Role };

/** `invite` sends it, and throws what the server refused. */
export function InviteForm({ invite }: { invite: (values: InviteValues) => Promise<void> }) {
  const form = useForm<InviteValues>({
    initialValues: { email: "", name: "", role: "marketer" },
    validate: { email: validate.email },
  });
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit({ email, name, role }: InviteValues) {
    setIsSending(true);
    setProblem(null);
    try {
      await invite({ email: email.trim(), name: name.trim(), role });
    } catch (error) {
      refuse(describeFailure(error));
    } finally {
      setIsSending(false);
    }
  }

  /** The server is the judge of addresses: what it says of one stands at its field. */
  function refuse(message: string) {
    if (!message.startsWith("email ")) return setProblem(message);
    form.setFieldError("email", "That is not an email address.");
    form.getInputNode("email")?.focus();
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit, () => form.getInputNode("email")?.focus())}>
      <Stack gap="md">
        {problem === null ? null : (
          <Alert color="red" title="The invite was not sent" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput
          label="Email"
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps("email")}
        />
        <TextInput
          label="Name"
          description="For somebody who is new here."
          autoComplete="off"
          maxLength={200}
          {...form.getInputProps("name")}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
        <Text size="sm" c="dimmed">
          They get a link by mail that works once, for 7 days. The role is theirs once they follow it. Until
          then the invite is listed under Sign-in links, where it can be revoked.
        </Text>
        <Button type="submit" loading={isSending} w="fit-content" ml="auto">
          Send the invite
        </Button>
      </Stack>
    </form>
  );
}
