/** A failure that one sentence explains to the user of the command. It is printed without a stack trace. */
export class PlainError extends Error {
  override name = "PlainError";
}

/** What to print for anything that was thrown: the message of a PlainError, the stack of everything else. */
export function explain(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
