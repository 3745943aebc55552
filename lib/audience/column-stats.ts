import { holdsAddress } from "./find-header";
import { MAX_FIELD_LENGTH, type TableRow } from "./rows";

/** Statistics of one column, over all rows. */
export type ColumnStats = {
  filled: number;
  /** How many values exceed the length limit of a variable. */
  tooLong: number;
  /** How many of the sampled rows hold an address. */
  addresses: number;
};

/**
 * Parsing an address takes longer than measuring a cell, so only this many rows, spread over the table, are sampled.
 */
const LOOKED_AT = 2_000;

export function columnStats(rows: TableRow[], width: number): ColumnStats[] {
  const stats = Array.from({ length: width }, () => ({ filled: 0, tooLong: 0, addresses: 0 }));
  const step = Math.max(1, Math.floor(rows.length / LOOKED_AT));
  rows.forEach(({ cells }, at) => {
    stats.forEach((column, index) => {
      const cell = cells[index] ?? "";
      if (cell === "") return;
      if (cell.trim() !== "") column.filled++;
      if (cell.length > MAX_FIELD_LENGTH) column.tooLong++;
      if (at % step === 0 && holdsAddress([cell])) column.addresses++;
    });
  });
  return stats;
}
