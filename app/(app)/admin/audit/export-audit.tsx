"use client";

import { Button } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { type CsvCell, csvFile } from "@/lib/csv-export";
import { deviceName } from "@/lib/device";
import { EXPORT_CSV, NOT_EXPORTED } from "@/lib/messages/admin";
import { HEADER } from "@/lib/messages/audit";
import { type QueryRunner, useCall, useQueryRunner } from "../../use-call";
import { saveAs } from "../_shared/save-as";
import { useAttempt } from "../../use-attempt";
import { everyRow, mapRows } from "../_shared/every-row";
import type { AuditArgs } from "./filters";
import type { AuditRow } from "./types";

/** Exports all events that match the filters. First, the export itself is recorded in the audit log. */
export function ExportAudit({ args }: { args: AuditArgs }) {
  const runner = useQueryRunner();
  const noteExport = useCall(api.audit.noteExport);
  const { isRunning, attempt } = useAttempt(NOT_EXPORTED);
  return (
    <Button
      variant="default"
      loading={isRunning}
      onClick={() =>
        void attempt(async () => {
          await noteExport({});
          await exportAudit(runner, args);
        })
      }
    >
      {EXPORT_CSV}
    </Button>
  );
}

async function exportAudit(runner: QueryRunner, args: AuditArgs): Promise<void> {
  const rows = everyRow(runner, api.audit.list, args);
  await saveAs("audit.csv", csvFile(HEADER, mapRows(rows, cellsOf)));
}

function cellsOf({ at, actor, action, subject, ipAddress, userAgent, details }: AuditRow): CsvCell[] {
  const pairs = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  const device = userAgent && deviceName(userAgent);
  return [new Date(at), actor, action, subject, ipAddress, device, pairs.join("; ")];
}
