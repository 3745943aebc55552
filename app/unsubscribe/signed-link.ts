import { isSignedText } from "@/lib/signed-text";

/** The content of an unsubscribe link: the recipient, and our signature. */
export type SignedLink = { recipient: string; signature: string };

/**
 * Reads the link from a query or a form; null if a part is missing. The names are short, because they are in the links
 * of mails.
 */
export function readSignedLink(get: (name: "r" | "s") => unknown): SignedLink | null {
  const [recipient, signature] = [get("r"), get("s")];
  return isSignedText(recipient) && isSignedText(signature) ? { recipient, signature } : null;
}

export function unsubscribePath(
  { recipient, signature }: SignedLink,
  flags: Record<string, string> = {},
): string {
  return `/unsubscribe?${new URLSearchParams({ r: recipient, s: signature, ...flags })}`;
}
