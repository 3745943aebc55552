"use client";

import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { addressesIn } from "@/lib/audience/addresses-in";
import * as messages from "@/lib/messages/suppressions";
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
        if (length === 0) return messages.ENTER_ADDRESSES;
        return length > MOST ? messages.tooMany(length) : null;
      },
      note: (value) => (value.trim() === "" ? messages.ENTER_REASON : null),
    },
  });
  const { isSending, problem, onSubmit } = useFormSubmit(form);

  /** Leaves the rejected addresses in the field, so that they can be corrected. All other addresses have been added. */
  function leave(rejected: string[]) {
    if (rejected.length === 0) return;
    form.setFieldValue("emails", rejected.join("\n"));
    form.setFieldError("emails", messages.notAddresses(rejected.length));
    form.getInputNode("emails")?.focus();
  }

  return (
    <form
      noValidate
      onSubmit={onSubmit(async ({ emails, note }) => leave(await suppress(addressesIn(emails), note.trim())))}
    >
      <Stack gap="md">
        <Textarea
          label={messages.ADDRESSES}
          description={messages.ADDRESSES_HINT}
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
          label={messages.REASON}
          description={messages.REASON_HINT}
          placeholder={messages.REASON_EXAMPLE}
          autoComplete="off"
          maxLength={500}
          required
          {...form.getInputProps("note")}
        />
        <DialogActions>
          <FormProblem title={messages.NOT_ADDED} problem={problem} />
          <Button type="submit" loading={isSending}>
            {messages.SUPPRESS}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
