import { isSignedText } from "@/lib/signed-text";

/** The content of a link about another address: the change, the step, and our signature. */
export type ChangeLink = { changeId: string; step: "confirm" | "undo"; signature: string };

/** From a query or a form, with short names for mails. Null if something is missing. */
export function readChangeLink(get: (name: "c" | "do" | "s") => unknown): ChangeLink | null {
  const [changeId, step, signature] = [get("c"), get("do"), get("s")];
  if (!isSignedText(changeId) || !isSignedText(signature)) return null;
  return step === "confirm" || step === "undo" ? { changeId, step, signature } : null;
}

export const changePath = (
  { changeId, step, signature }: ChangeLink,
  flags: Record<string, string> = {},
): string => `/account/email?${new URLSearchParams({ c: changeId, do: step, s: signature, ...flags })}`;
