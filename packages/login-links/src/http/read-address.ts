import { parseEmailAddress, UNSEEN } from "../shared/email-address.ts";

/** What stands around an address where it was copied from. */
const WRAPPING = /^[\s"'`“”„«»‘’<([{]+|[\s"'`“”„«»‘’>)\]}.,;:!?。，、；：！？）」』】]+$/gu;

/**
 * The address in what somebody has typed or pasted into a field for one: also `mailto:…`, `Ada <ada@example.com>`, in
 * quotes, or with the punctuation of a sentence. Null where there is none. Nothing is left out from between words, or
 * the mail would go to somebody else.
 */
export function readWrittenAddress(written: string): string | null {
  if (written.length > 1_000) return null;
  const visible = written.replace(UNSEEN, "").trim();
  const [, bracketed = visible] = /^[^<>@]*<([^<>]*)>$/.exec(visible) ?? [];
  const [, mailed = bracketed] = /^mailto:([^?]*)/i.exec(bracketed.trim()) ?? [];
  return (
    parseEmailAddress(visible) ?? parseEmailAddress(mailed) ?? parseEmailAddress(mailed.replace(WRAPPING, ""))
  );
}
