"use client";

import { Button, Group } from "@mantine/core";
import { useEffect, useState } from "react";
import { REPORT_TITLES } from "@/lib/audience/column-titles";
import type { RejectedRow } from "@/lib/audience/rows";
import { csvFile } from "@/lib/csv-export";
import { SHOW_MORE } from "@/lib/messages/admin";
import * as texts from "@/lib/messages/list-import";
import { RecordTable, type Column } from "../record-table";
import { grouped } from "@/lib/numbers";
import { saveAs } from "../save-as";
import { useAttempt } from "../../../use-attempt";
import type { ListImport } from "./list-import";

const SHOWN = 10;
const DOWNLOADED_AT_ONCE = 5_000;

export type RejectedRowsProps = {
  list: ListImport;
  /** The current number of rejected rows. */
  count: number;
};

/**
 * The rejected rows with line, value and reason. Ten rows are shown at first. A button downloads all of them as CSV.
 */
export function RejectedRows({ list, count }: RejectedRowsProps) {
  const [limit, setLimit] = useState(SHOWN);
  const rows = useRejected(list, Math.min(limit, count));
  const { isRunning, attempt } = useAttempt(texts.NOT_DOWNLOADED);
  if (count === 0) return null;
  return (
    <div>
      <RecordTable label={texts.REJECTED_ROWS} columns={COLUMNS} rows={rows.map(withId)} />
      <Group mt="sm">
        {count > limit ? (
          <Button variant="default" size="sm" onClick={() => setLimit(limit + 100)}>
            {SHOW_MORE}
          </Button>
        ) : null}
        <Button
          variant="default"
          size="sm"
          loading={isRunning}
          onClick={() => void attempt(() => download(list, count))}
        >
          {texts.DOWNLOAD}
        </Button>
      </Group>
    </div>
  );
}

type Shown = RejectedRow & { id: string };

const withId = (row: RejectedRow, index: number): Shown => ({ ...row, id: `${row.line} ${index}` });

const COLUMNS: Column<Shown>[] = [
  { title: texts.VALUE, cell: ({ value }) => <span>{value || texts.NO_VALUE}</span> },
  { title: texts.LINE, cell: ({ line }) => <span>{grouped(line)}</span> },
  { title: texts.REASON, cell: ({ reason, detail }) => <span>{texts.rejection(reason, detail)}</span> },
];

/** The worker holds the rows, so the rows that are shown are fetched from it. */
function useRejected(list: ListImport, count: number): RejectedRow[] {
  const [rows, setRows] = useState<RejectedRow[]>([]);
  useEffect(() => {
    let isCurrent = true;
    list.rejected(0, count).then(
      (found) => isCurrent && setRows(found),
      // The list was closed, so there is nothing left to show.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [list, count]);
  return rows;
}

/**
 * Downloads the rejected rows as they were read, with line and reason in additional columns at the end. The user can
 * correct this file and import it again.
 */
async function download(list: ListImport, count: number): Promise<void> {
  const { header } = list;
  const isReport = REPORT_TITLES.every((title, at) => header.at(at - REPORT_TITLES.length) === title);
  const titles = isReport ? header.slice(0, -REPORT_TITLES.length) : header;
  async function* rows() {
    for (let at = 0; at < count; at += DOWNLOADED_AT_ONCE)
      for (const row of await list.rejected(at, DOWNLOADED_AT_ONCE)) yield lineOf(row, titles.length);
  }
  await saveAs(texts.REJECTED_FILE, csvFile([...titles, ...REPORT_TITLES], rows()));
}

function lineOf(row: RejectedRow, width: number): (string | number)[] {
  const cells = row.cells ?? [row.value];
  const own = Array.from({ length: width }, (_, index) => cells[index] ?? "");
  const excess = cells.slice(width).filter((cell) => cell.trim() !== "");
  return [...own, row.line, texts.rejection(row.reason, row.detail), ...excess];
}
