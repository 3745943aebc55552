import { Checkbox, Text, Title } from "@mantine/core";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { TableSummary } from "@/lib/audience/protocol";
import * as messages from "@/lib/messages/campaign-audience";
import type { ListImport, ReadState } from "../../../_shared/import/list-import";
import { ColumnTable } from "./column-table";
import { EncodingChoice } from "./encoding-choice";

export type ColumnsProps = { list: ListImport; state: ReadState };

/** Shows what each column was recognised as, and lets the user change it. */
export function Columns({ list, state: { table, mapping } }: ColumnsProps) {
  return (
    <>
      <div>
        <Title order={2} size={20}>
          {messages.COLUMNS}
        </Title>
        <Text c="dimmed">{messages.columnsHint(rowsOf(table, mapping))}</Text>
      </div>
      <EncodingChoice table={table} onChoose={(encoding) => void list.decodeAs(encoding)} />
      <ColumnTable table={table} mapping={mapping} onChange={(changed) => void list.map(changed)} />
      <Checkbox
        label={messages.HAS_TITLES}
        checked={mapping.hasHeader}
        onChange={({ currentTarget }) => void list.map({ ...mapping, hasHeader: currentTarget.checked })}
      />
    </>
  );
}

/**
 * The number of rows without the header row. `rowCount` was counted with the guessed `hasHeader`, which the user may
 * have changed since.
 */
const rowsOf = ({ rowCount, mapping }: TableSummary, { hasHeader }: ColumnMapping) =>
  rowCount + Number(mapping.hasHeader) - Number(hasHeader);
