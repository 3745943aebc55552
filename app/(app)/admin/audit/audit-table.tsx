import { deviceName } from "@/lib/device";
import { NO_VALUE } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/audit";
import { PERSON } from "@/lib/messages/person";
import { describePlace } from "../../device-and-place";
import { When } from "../../when";
import { actorLabel } from "../_shared/actor-label";
import adminStyles from "../_shared/admin.module.css";
import { Clock } from "../_shared/clock";
import { isAddress, PersonLink } from "../_shared/person-link";
import { type Column, RecordTable } from "../_shared/record-table";
import { actionLabel, describeDetails } from "./describe-details";
import styles from "./audit.module.css";
import type { Filters } from "./filters";
import type { AuditRow } from "./types";

export type AuditTableProps = {
  rows: readonly AuditRow[];
  /** Filters by the same value in this field. */
  onNarrow: (narrower: Partial<Filters>) => void;
};

export function AuditTable({ rows, onNarrow }: AuditTableProps) {
  return <RecordTable label={messages.TITLE} columns={columnsWith(onNarrow)} rows={rows} />;
}

function columnsWith(onNarrow: AuditTableProps["onNarrow"]): Column<AuditRow>[] {
  return [
    { title: messages.WHAT, isPlain: true, cell: (event) => <What event={event} /> },
    {
      title: messages.WHO,
      cell: ({ actor, actorKind }) => (
        <Narrow value={actor} onPick={() => onNarrow({ actor })}>
          {actorLabel(actorKind, actor)}
        </Narrow>
      ),
    },
    {
      title: messages.TARGET,
      cell: ({ id, subject }) => (
        <div className={styles.target}>
          <Narrow value={subject} onPick={() => onNarrow({ subject })}>
            {subject}
          </Narrow>
          {isAddress(subject) ? (
            <span className={adminStyles.minor}>
              <PersonLink id={id} email={subject}>
                {PERSON}
              </PersonLink>
            </span>
          ) : null}
        </div>
      ),
    },
    { title: messages.LOCATION, isPlain: true, cell: (event) => <Where event={event} /> },
    { title: messages.WHEN, isPlain: true, cell: ({ at }) => <Moment at={at} /> },
  ];
}

function What({ event: { action, details } }: { event: AuditRow }) {
  const said = describeDetails(details).join(" · ");
  return (
    <div className={styles.what}>
      <strong>{actionLabel(action)}</strong>
      {said === "" ? null : (
        <span className={styles.details} title={said}>
          {said}
        </span>
      )}
    </div>
  );
}

type NarrowProps = { value: string; onPick: () => void; children: string };

function Narrow({ value, onPick, children }: NarrowProps) {
  return (
    <button type="button" className={styles.narrow} title={messages.showOnly(value)} onClick={onPick}>
      {children}
    </button>
  );
}

function Where({ event: { ipAddress, userAgent } }: { event: AuditRow }) {
  if (ipAddress === null && userAgent === null) return <span className={adminStyles.minor}>{NO_VALUE}</span>;
  return (
    <div className={styles.where}>
      <span>{describePlace(ipAddress)}</span>
      <span className={adminStyles.minor}>{userAgent && deviceName(userAgent)}</span>
    </div>
  );
}

function Moment({ at }: { at: number }) {
  return (
    <div className={styles.where}>
      <span className={styles.ago}>
        <When at={at} />
      </span>
      <span className={`${adminStyles.minor} ${styles.clock}`}>
        <Clock at={at} />
      </span>
    </div>
  );
}
