import type { ColumnMapping } from "../../../lib/audience/columns";
import { AudienceSession } from "../../../lib/audience/session";

/** Reads a list as the worker does. The columns are guessed, and `change` may correct them. */
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
