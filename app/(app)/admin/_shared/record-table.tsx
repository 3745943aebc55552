"use client";

import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./record-table.module.css";

export type Column<Row> = {
  title: string;
  /** Hides the title visually, for a column of buttons. */
  isTitleHidden?: boolean;
  /** On a phone, only screen readers get the title, because the value is clear without it. */
  isPlain?: boolean;
  cell: (row: Row) => ReactNode;
};

export type RecordTableProps<Row> = { label: string; columns: readonly Column<Row>[]; rows: readonly Row[] };

/**
 * A table that becomes a list of cards on a phone. The roles are explicit, because `display: block` removes the
 * implicit roles of a table.
 */
export function RecordTable<Row extends { id: string }>({ label, columns, rows }: RecordTableProps<Row>) {
  return (
    <div className={styles.card}>
      <table className={styles.table} role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title, isTitleHidden }) => (
              <th key={title} role="columnheader" scope="col">
                {isTitleHidden ? <VisuallyHidden>{title}</VisuallyHidden> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.id} role="row">
              {columns.map(({ title, isTitleHidden, isPlain, cell }) => (
                <td key={title} role="cell" data-title={isTitleHidden ? "" : title} data-is-plain={isPlain}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
