import type { ColumnMapping } from "../../../lib/audience/columns";
import { AudienceSession } from "../../../lib/audience/session";

/** A list as the worker reads it, with guessed or given columns. */
export function readList(
  source: Uint8Array | string,
  change: (mapping: ColumnMapping) => ColumnMapping = (same) => same,
) {
  const session = new AudienceSession();
  const table = session.read(source);
  const summary = session.check(change(table.mapping), () => {});
  return {
    table,
    summary,
    rows: session.rows(0, Infinity),
    rejected: session.rejected(0, Infinity),
    session,
  };
}
