import { parseEmailAddress, UNSEEN } from "../shared/email-address.ts";

/** Text that surrounds an address where it was copied. */
const WRAPPING = /^[\s"'`“”„«»‘’<([{]+|[\s"'`“”„«»‘’>)\]}.,;:!?/…。，、；：！？）」』】]+$/gu;

/**
 * The address in text that was typed or pasted into an address field: also `mailto:…`, `Ada <ada@example.com>`, a link
 * of Markdown, behind a label, in quotes, or with the punctuation of a sentence. Null if there is none. Nothing between words is left out, or the mail
 * could go to somebody else.
 */
export function readWrittenAddress(written: string): string | null {
  if (written.length > 1_000) return null;
  const visible = withoutLabel(written.replace(UNSEEN, "").trim());
  const [, bracketed = visible] = /^[^<>@]*<([^<>]*)>$/.exec(visible) ?? [];
  const [, mailed = bracketed] = /^mailto:([^?]*)/i.exec(bracketed.trim()) ?? [];
  return (
    parseEmailAddress(visible) ?? parseEmailAddress(mailed) ?? parseEmailAddress(mailed.replace(WRAPPING, ""))
  );
}

/** Removes a label such as `Email:`, and the second half of `[ada@example.com](mailto:ada@example.com)`. */
const withoutLabel = (text: string): string =>
  text
    .replace(/^\[([^[\]]+)\]\((?:mailto:)?\1\)$/i, "$1")
    .replace(/^(?!mailto)\p{L}[\p{L} -]{0,20}:(?!\/)\s*/iu, "");
