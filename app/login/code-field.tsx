"use client";

import { readCode } from "@latchkey/login-links/react";
import type { ClipboardEvent } from "react";

export type CodeFieldProps = { className?: string; isWrong: boolean; describedBy: string };

/** Accepts any pasted text, also a whole line of the email; a pasted code is sent at once. */
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

/** The server reads the text as it was pasted; the field shows the digits. */
function submitCode(event: ClipboardEvent<HTMLInputElement>): void {
  const field = event.currentTarget;
  const code = readCode(event.clipboardData.getData("text"));
  if (code === null) return;
  event.preventDefault();
  field.value = code;
  field.form?.requestSubmit();
}
