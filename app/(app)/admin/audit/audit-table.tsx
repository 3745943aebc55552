import { deviceName } from "@/lib/device";
import { When } from "../../when";
import { describePlace } from "../../settings/sessions/describe";
import adminStyles from "../admin.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { actionInWords, detailsInWords } from "./actions-in-words";
import type { AuditRow } from "./audit-list";
import styles from "./audit.module.css";
import { Clock } from "./clock";
import type { Filters } from "./filters";

export type AuditTableProps = {
  rows: readonly AuditRow[];
  /** Shows what has the same in this field. */
  onNarrow: (narrower: Partial<Filters>) => void;
};

export function AuditTable({ rows, onNarrow }: AuditTableProps) {
  return <RecordTable label="Audit" columns={columnsWith(onNarrow)} rows={rows} />;
}

function columnsWith(onNarrow: AuditTableProps["onNarrow"]): Column<AuditRow>[] {
  return [
    { title: "What", cell: (event) => <What event={event} /> },
    {
      title: "Who",
      cell: ({ actor, actorKind }) => (
        <Narrow value={actor} onPick={() => onNarrow({ actor })}>
          {whoInWords(actor, actorKind)}
        </Narrow>
      ),
    },
    {
      title: "Whom",
      cell: ({ subject }) => (
        <Narrow value={subject} onPick={() => onNarrow({ subject })}>
          {subject}
        </Narrow>
      ),
    },
    { title: "From where", cell: (event) => <Where event={event} /> },
    { title: "When", cell: ({ at }) => <Moment at={at} /> },
  ];
}

function What({ event: { action, details } }: { event: AuditRow }) {
  return (
    <div>
      <strong>{actionInWords(action)}</strong>
      <ul className={styles.details}>
        {detailsInWords(details).map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </div>
  );
}

function whoInWords(actor: string, kind: AuditRow["actorKind"]): string {
  if (kind === "apiKey") return `API key “${actor}”`;
  if (kind === "user") return actor;
  return kind === "backend" ? "Backend code" : "A visitor";
}

type NarrowProps = { value: string; onPick: () => void; children: string };

function Narrow({ value, onPick, children }: NarrowProps) {
  return (
    <button type="button" className={styles.narrow} title={`Show only ${value}`} onClick={onPick}>
      {children}
    </button>
  );
}

function Where({ event: { ipAddress, userAgent } }: { event: AuditRow }) {
  if (ipAddress === null && userAgent === null) return <span className={adminStyles.minor}>–</span>;
  return (
    <div>
      {ipAddress === null ? "Unknown place" : describePlace(ipAddress)}
      <div className={adminStyles.minor}>{userAgent && deviceName(userAgent)}</div>
    </div>
  );
}

function Moment({ at }: { at: number }) {
  return (
    <div>
      <When at={at} />
      <div className={adminStyles.minor}>
        <Clock at={at} />
      </div>
    </div>
  );
}
