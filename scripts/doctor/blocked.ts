/**
 * Thrown by every check that cannot run because of a problem that the check `owner` is about. The report shows the
 * problem and its fix for `owner`, and the other checks as skipped.
 */
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
