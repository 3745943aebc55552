"use client";

import { readCode } from "@latchkey/login-links/react";
import type { ClipboardEvent } from "react";

export type CodeFieldProps = { className?: string; isWrong: boolean; describedBy: string };

/**
 * A field that accepts any pasted text, even a whole line of the email. If the text contains a code, the form is
 * submitted at once.
 */
export function CodeField({ className, isWrong, describedBy }: CodeFieldProps) {
  return (
    <input
      className={className}
      id="code"
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      enterKeyHint="go"
      autoFocus
      required
      maxLength={200}
      aria-invalid={isWrong ? true : undefined}
      aria-describedby={describedBy}
      onPaste={submitCode}
    />
  );
}

/** Puts the digits of the code into the field and submits the form. Text without a code is pasted unchanged. */
function submitCode(event: ClipboardEvent<HTMLInputElement>): void {
  const field = event.currentTarget;
  const code = readCode(event.clipboardData.getData("text"));
  if (code === null) return;
  event.preventDefault();
  field.value = code;
  field.form?.requestSubmit();
}
