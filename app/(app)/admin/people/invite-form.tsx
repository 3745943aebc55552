"use client";

import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import * as messages from "@/lib/messages/people";
import type { Role } from "@/lib/server/session";
import { NOT_AN_ADDRESS } from "@/lib/messages/admin";
import { emailProblem } from "../_shared/email-problem";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";
import { RoleChoice } from "./role-choice";

export type InviteValues = { email: string; name: string; role: Role };

/** `invite` sends the invitation, and throws the server's error. */
export function InviteForm({ invite }: { invite: (values: InviteValues) => Promise<void> }) {
  const form = useForm<InviteValues>({
    initialValues: { email: "", name: "", role: "marketer" },
    validate: { email: emailProblem },
  });
  const { isSending, problem, onSubmit } = useFormSubmit(form, { email: NOT_AN_ADDRESS });
  return (
    <form
      noValidate
      onSubmit={onSubmit(({ email, name, role }) => invite({ email: email.trim(), name: name.trim(), role }))}
    >
      <Stack gap="md">
        <TextInput
          label={messages.EMAIL}
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps("email")}
        />
        <TextInput
          label={messages.NAME}
          description={messages.NAME_HINT}
          autoComplete="off"
          maxLength={200}
          {...form.getInputProps("name")}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
        <Text size="sm" c="dimmed">
          {messages.INVITE_HINT}
        </Text>
        <DialogActions>
          <FormProblem title={messages.NOT_INVITED} problem={problem} />
          <Button type="submit" loading={isSending}>
            {messages.SEND_INVITE}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
