import { NativeSelect, TextInput } from "@mantine/core";
import type { ColumnMapping, ColumnUse } from "@/lib/audience/columns";
import type { TableSummary } from "@/lib/audience/protocol";
import * as messages from "@/lib/messages/campaign-audience";
import { columnNumber } from "@/lib/messages/list-import";
import styles from "./audience.module.css";

const LABELS: Record<ColumnUse["as"], string> = messages.COLUMN_USES;
const USES = Object.entries(LABELS).map(([value, label]) => ({ value, label }));
const SHOWN = 3;

export type ColumnTableProps = {
  table: TableSummary;
  mapping: ColumnMapping;
  onChange: (mapping: ColumnMapping) => void;
};

export function ColumnTable({ table, mapping, onChange }: ColumnTableProps) {
  return (
    <ul className={styles.columns}>
      {mapping.columns.map((use, index) => (
        <li key={index} className={styles.column}>
          <Samples table={table} index={index} hasHeader={mapping.hasHeader} />
          <Use
            title={titleOf(table, mapping, index)}
            use={use}
            onChange={(changed) => onChange({ ...mapping, columns: mapping.columns.with(index, changed) })}
          />
        </li>
      ))}
    </ul>
  );
}

function titleOf({ sample }: TableSummary, { hasHeader }: ColumnMapping, index: number): string {
  const title = hasHeader ? sample[0]?.cells[index]?.trim() : "";
  return title || columnNumber(index + 1);
}

type SamplesProps = { table: TableSummary; index: number; hasHeader: boolean };

function Samples({ table, index, hasHeader }: SamplesProps) {
  const rows = table.sample.slice(hasHeader ? 1 : 0);
  const values = rows.map(({ cells }) => cells[index]?.trim() ?? "").filter((value) => value !== "");
  const title = titleOf(table, { hasHeader, columns: [] }, index);
  return (
    <div className={styles.samples}>
      <strong>{title}</strong>
      <div>{values.length === 0 ? messages.EMPTY_SAMPLE : values.slice(0, SHOWN).join(" · ")}</div>
    </div>
  );
}

type UseProps = { title: string; use: ColumnUse; onChange: (use: ColumnUse) => void };

function Use({ title, use, onChange }: UseProps) {
  function choose(as: ColumnUse["as"]) {
    onChange(as === "field" ? { as, name: title } : { as });
  }
  return (
    <div className={styles.use}>
      <NativeSelect
        aria-label={messages.usedFor(title)}
        data={USES}
        value={use.as}
        onChange={({ currentTarget }) => choose(currentTarget.value as ColumnUse["as"])}
      />
      {use.as === "field" ? (
        <TextInput
          aria-label={messages.variableName(title)}
          value={use.name}
          maxLength={100}
          onChange={({ currentTarget }) => onChange({ as: "field", name: currentTarget.value })}
        />
      ) : null}
    </div>
  );
}
