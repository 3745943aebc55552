"use client";

import { readWrittenAddress } from "@latchkey/login-links/react";
import type { ClipboardEvent, ComponentProps } from "react";

/**
 * Accepts an address in the forms in which people copy it: from `mailto:`, from angle brackets, with invisible
 * characters. The browser itself would refuse those without showing what is wrong.
 */
export function EmailField(props: ComponentProps<"input">) {
  return <input {...props} type="email" onPaste={pasteAddress} />;
}

/** Matches an address that needs no correction: the browser's field accepts it, in any script. */
const PLAIN = /^[^\s@<>:"'\p{Cf}]+@[^\s@<>:"'\p{Cf}]*[\p{L}\p{N}]$/u;

function pasteAddress(event: ClipboardEvent<HTMLInputElement>): void {
  const field = event.currentTarget;
  const text = event.clipboardData.getData("text").trim();
  const address = readWrittenAddress(text);
  // The text stays as it was pasted if it may be a part of an address, because the field is not empty, or if it needs
  // no correction.
  if (address === null || field.value !== "" || PLAIN.test(text)) return;
  event.preventDefault();
  field.value = address;
}
