"use client";

import { Button } from "@mantine/core";
import { type ConvexReactClient, useConvex } from "convex/react";
import { api } from "@/convex/_generated/api";
import { type CsvCell, csvFile } from "@/lib/csv-export";
import { saveAs } from "../campaigns/save-as";
import { useAttempt } from "../campaigns/use-attempt";
import { everyRow, mapRows } from "../every-row";
import type { SuppressionRow } from "./suppression-list";

const HEADER = ["Email", "Reason", "Note", "Since"];

export function ExportSuppressions() {
  const convex = useConvex();
  const { isRunning, attempt } = useAttempt("Not exported");
  return (
    <Button variant="default" loading={isRunning} onClick={() => void attempt(() => exportAll(convex))}>
      Export CSV
    </Button>
  );
}

/** That it was taken is written down first. */
async function exportAll(convex: ConvexReactClient): Promise<void> {
  await convex.mutation(api.suppressions.noteExport, {});
  const rows = everyRow(convex, api.suppressions.list, {});
  await saveAs("suppressions.csv", csvFile(HEADER, mapRows(rows, cellsOf)));
}

const cellsOf = ({ email, reason, note, createdAt }: SuppressionRow): CsvCell[] => [
  email,
  reason,
  note,
  new Date(createdAt),
];
