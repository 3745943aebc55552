/** The content of an unsubscribe link: the recipient, and our signature. */
export type SignedLink = { recipient: string; signature: string };

/** From a query or a form, with short names for mails. Null if one of the two is missing. */
export function readSignedLink(get: (name: "r" | "s") => unknown): SignedLink | null {
  const [recipient, signature] = [get("r"), get("s")];
  return isText(recipient) && isText(signature) ? { recipient, signature } : null;
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 200;

export function unsubscribePath(
  { recipient, signature }: SignedLink,
  flags: Record<string, string> = {},
): string {
  return `/unsubscribe?${new URLSearchParams({ r: recipient, s: signature, ...flags })}`;
}
