/** What an unsubscribe link carries: which recipient, and our signature of it. */
export type SignedLink = { recipient: string; signature: string };

/** From a query or a form, where the names are as short as a mail wants them. Null when one of the two is missing. */
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
