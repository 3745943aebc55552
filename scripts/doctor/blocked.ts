/** What a check cannot look at because of what another one, `owner`, looks at: that one fails, and says why. */
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
