import { holdsAddress } from "./find-header";
import { MAX_FIELD_LENGTH, type TableRow } from "./rows";

/** Statistics of one column, over all rows. */
export type ColumnStats = {
  filled: number;
  /** How many values exceed the length limit of a variable. */
  tooLong: number;
  /** How many of the sampled rows hold an address. */
  addresses: number;
  /** All distinct values, or null if there are more than FEW_VALUES. */
  values: Set<string> | null;
};

/** A column with more distinct values than this holds neither a status nor yes and no. */
const FEW_VALUES = 12;

/**
 * Parsing an address takes longer than measuring a cell, so only this many rows, spread over the table, are sampled.
 */
const LOOKED_AT = 2_000;

export function columnStats(rows: TableRow[], width: number): ColumnStats[] {
  const stats = Array.from({ length: width }, () => emptyStats());
  const step = Math.max(1, Math.floor(rows.length / LOOKED_AT));
  rows.forEach(({ cells }, at) => {
    stats.forEach((column, index) => {
      const cell = cells[index] ?? "";
      if (cell === "") return;
      column.values = withValue(column.values, cell);
      if (cell.trim() !== "") column.filled++;
      if (cell.length > MAX_FIELD_LENGTH) column.tooLong++;
      if (at % step === 0 && holdsAddress([cell])) column.addresses++;
    });
  });
  return stats;
}

const emptyStats = (): ColumnStats => ({ filled: 0, tooLong: 0, addresses: 0, values: new Set() });

function withValue(values: Set<string> | null, cell: string): Set<string> | null {
  values?.add(cell);
  return values && values.size > FEW_VALUES ? null : values;
}
