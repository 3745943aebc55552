"use client";

import { Alert, Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { describeFailure } from "../_shared/failure";
import { addressesIn } from "./addresses-in";

const MOST = 500;

export type AddFormProps = {
  /** Answers with those that are no addresses, and throws what the server refused. */
  suppress: (emails: string[], note: string) => Promise<string[]>;
};

export function AddForm({ suppress }: AddFormProps) {
  const form = useForm({
    initialValues: { emails: "", note: "" },
    validate: {
      emails: (text) => {
        const { length } = addressesIn(text);
        if (length === 0) return "Which addresses?";
        return length > MOST ? `${length} addresses are too many here: import them as a list.` : null;
      },
      note: (value) => (value.trim() === "" ? "Say why, so that others know later." : null),
    },
  });
  const [isAdding, setIsAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit({ emails, note }: { emails: string; note: string }) {
    setIsAdding(true);
    setProblem(null);
    try {
      leave(await suppress(addressesIn(emails), note.trim()));
    } catch (error) {
      setProblem(describeFailure(error));
    } finally {
      setIsAdding(false);
    }
  }

  /** What was none stays, to be put right; all others are in. */
  function leave(invalid: string[]) {
    if (invalid.length === 0) return;
    form.setFieldValue("emails", invalid.join("\n"));
    form.setFieldError(
      "emails",
      invalid.length === 1 ? "This is not an email address." : "These are not email addresses.",
    );
    form.getInputNode("emails")?.focus();
  }

  return (
    <form
      noValidate
      onSubmit={form.onSubmit(submit, (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus())}
    >
      <Stack gap="md">
        {problem === null ? null : (
          <Alert color="red" title="Not added" role="alert">
            {problem}
          </Alert>
        )}
        <Textarea
          label="Addresses"
          description="One, or many: a line each, or separated by commas."
          autosize
          minRows={3}
          maxRows={12}
          autoComplete="off"
          spellCheck={false}
          required
          data-autofocus
          {...form.getInputProps("emails")}
        />
        <TextInput
          label="Reason"
          description="For you and your colleagues."
          placeholder="Asked by phone not to be mailed"
          autoComplete="off"
          maxLength={500}
          required
          {...form.getInputProps("note")}
        />
        <Button type="submit" loading={isAdding} w="fit-content" ml="auto">
          Suppress
        </Button>
      </Stack>
    </form>
  );
}
