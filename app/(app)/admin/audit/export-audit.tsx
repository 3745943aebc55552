"use client";

import { Button } from "@mantine/core";
import { type ConvexReactClient, useConvex } from "convex/react";
import { api } from "@/convex/_generated/api";
import { type CsvCell, csvFile } from "@/lib/csv-export";
import { deviceName } from "@/lib/device";
import { saveAs } from "../campaigns/save-as";
import { useAttempt } from "../campaigns/use-attempt";
import { everyRow, mapRows } from "../every-row";
import type { AuditRow } from "./audit-list";
import type { AuditArgs } from "./filters";

const HEADER = ["When", "Who", "What", "Whom", "IP address", "Device", "Details"];

/** What the filters show, all of it. */
export function ExportAudit({ args }: { args: AuditArgs }) {
  const convex = useConvex();
  const { isRunning, attempt } = useAttempt("Not exported");
  return (
    <Button
      variant="default"
      loading={isRunning}
      onClick={() => void attempt(() => exportAudit(convex, args))}
    >
      Export CSV
    </Button>
  );
}

/** That it was taken is written down first. */
async function exportAudit(convex: ConvexReactClient, args: AuditArgs): Promise<void> {
  await convex.mutation(api.audit.noteExport, {});
  const rows = everyRow(convex, api.audit.list, args);
  await saveAs("audit.csv", csvFile(HEADER, mapRows(rows, cellsOf)));
}

function cellsOf({ at, actor, action, subject, ipAddress, userAgent, details }: AuditRow): CsvCell[] {
  const inWords = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  const device = userAgent && deviceName(userAgent);
  return [new Date(at), actor, action, subject, ipAddress, device, inWords.join("; ")];
}
