import { isSignedText } from "@/lib/signed-text";

/** The content of a link for a change of the email address: the change, the step, and our signature. */
export type ChangeLink = { changeId: string; step: "confirm" | "undo"; signature: string };

/**
 * Reads the link from a query or a form; null if a part is missing. The names are short, because they are in the links
 * of mails.
 */
export function readChangeLink(get: (name: "c" | "do" | "s") => unknown): ChangeLink | null {
  const [changeId, step, signature] = [get("c"), get("do"), get("s")];
  if (!isSignedText(changeId) || !isSignedText(signature)) return null;
  return step === "confirm" || step === "undo" ? { changeId, step, signature } : null;
}

export const changePath = (
  { changeId, step, signature }: ChangeLink,
  flags: Record<string, string> = {},
): string => `/account/email?${new URLSearchParams({ c: changeId, do: step, s: signature, ...flags })}`;
