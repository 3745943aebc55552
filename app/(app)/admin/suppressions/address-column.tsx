import { NativeSelect } from "@mantine/core";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { TableSummary } from "@/lib/audience/protocol";
import { columnNumber } from "@/lib/messages/list-import";
import * as messages from "@/lib/messages/suppressions";
import type { ListImport, ReadState } from "../_shared/import/list-import";
import { addressColumnOf, withAddresses } from "./use-suppression-import";

export type AddressColumnProps = { list: ListImport; state: ReadState };

/** Asks which column holds the addresses, if there is a choice. */
export function AddressColumn({ list, state: { table, mapping } }: AddressColumnProps) {
  const chosen = addressColumnOf(mapping);
  const choices = mapping.columns.map((_, index) => ({
    value: String(index),
    label: titleOf(table, mapping, index),
  }));
  if (choices.length < 2 && chosen === 0) return null;
  return (
    <NativeSelect
      label={messages.ADDRESS_COLUMN}
      data={chosen === -1 ? [{ value: "-1", label: messages.CHOOSE_COLUMN }, ...choices] : choices}
      value={String(chosen)}
      onChange={({ currentTarget }) => void list.map(withAddresses(mapping, Number(currentTarget.value)))}
    />
  );
}

function titleOf({ sample }: TableSummary, { hasHeader }: ColumnMapping, index: number): string {
  const [first, second] = sample.map(({ cells }) => cells[index]?.trim() ?? "");
  const title = (hasHeader ? first : "") || columnNumber(index + 1);
  const example = hasHeader ? second : first;
  return example ? messages.columnLike(title, example.slice(0, 60)) : title;
}
