"use client";

import { readWrittenAddress } from "@latchkey/login-links/react";
import type { ClipboardEvent, ComponentProps } from "react";

/**
 * Takes an address as it is copied: from `mailto:`, from angle brackets, with characters that nobody sees. The browser
 * itself refuses those, and cannot show what is wrong.
 */
export function EmailField(props: ComponentProps<"input">) {
  return <input {...props} type="email" onPaste={pasteAddress} />;
}

/** What a browser's own field takes as it is, in whatever letters. */
const PLAIN = /^[^\s@<>:"'\p{Cf}]+@[^\s@<>:"'\p{Cf}]*[\p{L}\p{N}]$/u;

function pasteAddress(event: ClipboardEvent<HTMLInputElement>): void {
  const field = event.currentTarget;
  const text = event.clipboardData.getData("text").trim();
  const address = readWrittenAddress(text);
  // In the middle of what is there already, nobody pastes a whole address.
  if (address === null || field.value !== "" || PLAIN.test(text)) return;
  event.preventDefault();
  field.value = address;
}
