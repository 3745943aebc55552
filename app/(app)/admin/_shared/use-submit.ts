"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { failureOf } from "@/lib/failure";
import { describeFailure } from "../../describe-failure";

/**
 * Sends a form. `problem` is why that failed, until it is sent again. An error that `showAtField` has shown itself is no
 * problem of the whole form.
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
 * The same for a form of @mantine/form, with a handler for its `onSubmit`. The field that is wrong gets the focus. What
 * the server refused of one field is shown there, in the words of `messages` where they have some for it.
 */
export function useFormSubmit<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  messages: Partial<Record<keyof Values & string, string>> = {},
) {
  const { submit, isSending, problem } = useSubmit(showAtField);

  /** The server may name a field that this form has no input for: that is a problem of the whole form. */
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
