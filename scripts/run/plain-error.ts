/** A failure that one sentence explains to whoever typed the command: it is printed without a stack. */
export class PlainError extends Error {
  override name = "PlainError";
}

/** What to print for anything that was thrown: the sentence of a PlainError, the stack of everything else. */
export function explain(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
