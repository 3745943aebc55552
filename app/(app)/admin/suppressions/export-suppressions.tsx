"use client";

import { Button } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { type CsvCell, csvFile } from "@/lib/csv-export";
import { EXPORT_CSV, NOT_EXPORTED } from "@/lib/messages/admin";
import { HEADER } from "@/lib/messages/suppressions";
import { type QueryRunner, useCall, useQueryRunner } from "../../use-call";
import { saveAs } from "../_shared/save-as";
import { useAttempt } from "../../use-attempt";
import { everyRow, mapRows } from "../_shared/every-row";
import type { SuppressionRow } from "./types";

export function ExportSuppressions() {
  const runner = useQueryRunner();
  const noteExport = useCall(api.suppressions.noteExport);
  const { isRunning, attempt } = useAttempt(NOT_EXPORTED);

  /** Records the export in the audit log before it starts. */
  async function run() {
    await noteExport({});
    await exportAll(runner);
  }

  return (
    <Button variant="default" loading={isRunning} onClick={() => void attempt(run)}>
      {EXPORT_CSV}
    </Button>
  );
}

async function exportAll(runner: QueryRunner): Promise<void> {
  const rows = everyRow(runner, api.suppressions.list, {});
  await saveAs("suppressions.csv", csvFile(HEADER, mapRows(rows, cellsOf)));
}

const cellsOf = ({ email, reason, note, createdAt }: SuppressionRow): CsvCell[] => [
  email,
  reason,
  note,
  new Date(createdAt),
];
