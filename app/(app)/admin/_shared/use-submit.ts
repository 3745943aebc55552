"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { failureOf } from "@/lib/failure";
import { describeFailure } from "../../describe-failure";

/**
 * Sends a form. `problem` is the message of the error that the last attempt caused; null after the form is sent again.
 * `showAtField` returns true if it has shown the error at a field; then `problem` stays null.
 */
export function useSubmit(showAtField: (error: unknown) => boolean = () => false) {
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(send: () => Promise<unknown>): Promise<void> {
    setIsSending(true);
    setProblem(null);
    try {
      await send();
    } catch (error) {
      if (!showAtField(error)) setProblem(describeFailure(error));
    } finally {
      setIsSending(false);
    }
  }

  return { isSending, problem, setProblem, submit };
}

/**
 * Like useSubmit, for a form of @mantine/form, with a handler for its `onSubmit`. An invalid field gets the focus. An
 * error of the server about one field is shown at that field, with the text from `messages` if there is one.
 */
export function useFormSubmit<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  messages: Partial<Record<keyof Values & string, string>> = {},
) {
  const { submit, isSending, problem } = useSubmit(showAtField);

  /** Returns false if this form has no input for the field of the error. Then the error concerns the whole form. */
  function showAtField(error: unknown): boolean {
    const field = failureOf(error)?.field;
    const input = field === undefined ? null : form.getInputNode(field);
    if (field === undefined || !input) return false;
    form.setFieldError(field, messages[field] ?? describeFailure(error));
    input.focus();
    return true;
  }

  const onSubmit = (send: (values: Values) => Promise<unknown>) =>
    form.onSubmit(
      (values) => void submit(() => send(values)),
      (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus(),
    );

  return { isSending, problem, onSubmit };
}
