/**
 * Whether a value from a query or a form may be a part of one of our signed links: a text of 1 to 200 characters. It
 * does not check the signature.
 */
export const isSignedText = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 200;
