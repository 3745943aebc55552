/** Whether a part of one of our signed links, as it came in a query or a form, can be what it should be. */
export const isSignedText = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 200;
