/** A check that depends on another one, `owner`, which has failed and gives the reason. */
export class Blocked extends Error {
  constructor(
    readonly owner: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message || error.cause.name : null;
  return cause ? `${error.message} (${cause})` : error.message;
}
