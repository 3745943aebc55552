"use client";

import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { addressesIn } from "@/lib/audience/addresses-in";
import { counted } from "../_shared/numbers";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useFormSubmit } from "../_shared/use-submit";

const MOST = 500;

export type AddFormProps = {
  /** Returns the rejected addresses, and throws the server's error. */
  suppress: (emails: string[], note: string) => Promise<string[]>;
};

export function AddForm({ suppress }: AddFormProps) {
  const form = useForm({
    initialValues: { emails: "", note: "" },
    validate: {
      emails: (text) => {
        const { length } = addressesIn(text);
        if (length === 0) return "Which addresses?";
        return length > MOST
          ? `${counted(length, "address is", "addresses are")} too many here: import them as a list.`
          : null;
      },
      note: (value) => (value.trim() === "" ? "Say why, so that others know later." : null),
    },
  });
  const { isSending, problem, onSubmit } = useFormSubmit(form);

  /** Rejected addresses stay, to be corrected; all others are added. */
  function leave(rejected: string[]) {
    if (rejected.length === 0) return;
    form.setFieldValue("emails", rejected.join("\n"));
    form.setFieldError(
      "emails",
      rejected.length === 1 ? "This is not an email address." : "These are not email addresses.",
    );
    form.getInputNode("emails")?.focus();
  }

  return (
    <form
      noValidate
      onSubmit={onSubmit(async ({ emails, note }) => leave(await suppress(addressesIn(emails), note.trim())))}
    >
      <Stack gap="md">
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
        <DialogActions>
          <FormProblem title="Not added" problem={problem} />
          <Button type="submit" loading={isSending}>
            Suppress
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
