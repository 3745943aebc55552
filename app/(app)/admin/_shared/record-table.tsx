"use client";

import { Checkbox, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { SELECT_ALL_SHOWN } from "@/lib/messages/admin";
import styles from "./record-table.module.css";
import type { Selection } from "./use-selection";

export type Column<Row> = {
  title: string;
  /** Hides the title visually, for a column of buttons. */
  isTitleHidden?: boolean;
  /** On a phone, only screen readers get the title, because the value is clear without it. */
  isPlain?: boolean;
  cell: (row: Row) => ReactNode;
};

/** Rows that can be selected. `labelOf` names the checkbox of a row. */
export type Selectable<Row extends { id: string }> = {
  selection: Selection<Row["id"]>;
  labelOf: (row: Row) => string;
};

export type RecordTableProps<Row extends { id: string }> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  selectable?: Selectable<Row>;
};

/**
 * A table that becomes a list of cards on a phone. The roles are explicit, because `display: block` removes the
 * implicit roles of a table.
 */
export function RecordTable<Row extends { id: string }>(props: RecordTableProps<Row>) {
  const { label, columns, rows, selectable } = props;
  return (
    <div className={styles.card}>
      <table className={styles.table} role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title, isTitleHidden }, index) => (
              <th key={title} role="columnheader" scope="col">
                <WithCheckbox checkbox={index === 0 && selectable && <SelectAll {...selectable} />}>
                  {isTitleHidden ? <VisuallyHidden>{title}</VisuallyHidden> : title}
                </WithCheckbox>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.id} role="row">
              {columns.map(({ title, isTitleHidden, isPlain, cell }, index) => (
                <td key={title} role="cell" data-title={isTitleHidden ? "" : title} data-is-plain={isPlain}>
                  <WithCheckbox
                    checkbox={index === 0 && selectable && <SelectRow row={row} {...selectable} />}
                  >
                    {cell(row)}
                  </WithCheckbox>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The checkbox is in the first cell, because on a phone that cell is the heading of the row's card. */
function WithCheckbox({ checkbox, children }: { checkbox?: ReactNode; children: ReactNode }) {
  if (!checkbox) return children;
  return (
    <div className={styles.selectable}>
      {checkbox}
      <div>{children}</div>
    </div>
  );
}

function SelectAll<Row extends { id: string }>({ selection }: Selectable<Row>) {
  const { ids, isAll, toggleAll } = selection;
  return (
    <Checkbox
      size="xs"
      aria-label={SELECT_ALL_SHOWN}
      checked={isAll}
      indeterminate={ids.length > 0 && !isAll}
      onChange={toggleAll}
    />
  );
}

function SelectRow<Row extends { id: string }>({ row, selection, labelOf }: Selectable<Row> & { row: Row }) {
  return (
    <Checkbox
      size="xs"
      aria-label={labelOf(row)}
      checked={selection.ids.includes(row.id)}
      onChange={() => selection.toggle(row.id)}
    />
  );
}
