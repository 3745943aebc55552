import { Alert, Button, Group, NativeSelect, Progress, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { TableSummary } from "@/lib/audience/protocol";
import type { AudienceImport, ImportState } from "../_shared/import/audience-import";
import { LeftOut } from "../_shared/import/left-out";
import { counted, grouped, percent } from "../_shared/numbers";
import { type SuppressionImport, withAddresses } from "./use-suppression-import";

type ReadState = Extract<ImportState, { kind: "read" }>;
export type ImportCheckProps = Omit<SuppressionImport, "state" | "read"> & { state: ReadState };

/** Which column holds the addresses, what would go in and what would not, and why they are suppressed. */
export function ImportCheck({ list, state, note, setNote }: ImportCheckProps) {
  const [isAsked, setIsAsked] = useState(false);
  const { check } = state;
  const isReady = check !== null && check.good > 0;

  function upload() {
    if (note.trim() === "") return setIsAsked(true);
    void list.upload();
  }

  return (
    <Stack gap="md">
      <AddressColumn list={list} state={state} />
      <Verdict list={list} state={state} />
      <TextInput
        label="Reason"
        description="For all of them; for you and your colleagues."
        placeholder="Unsubscribed in the tool we used before"
        autoComplete="off"
        maxLength={500}
        required
        value={note}
        error={isAsked && note.trim() === "" ? "Say why, so that others know later." : undefined}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Group>
        <Button disabled={!isReady} onClick={upload}>
          {check ? `Suppress ${counted(check.good, "address", "addresses")}` : "Suppress them"}
        </Button>
        <Button variant="default" onClick={() => list.reset()}>
          Take another list
        </Button>
      </Group>
    </Stack>
  );
}

type PartProps = { list: AudienceImport; state: ReadState };

function AddressColumn({ list, state: { table, mapping } }: PartProps) {
  const chosen = mapping.columns.findIndex(({ as }) => as === "email");
  const choices = mapping.columns.map((_, index) => ({
    value: String(index),
    label: titleOf(table, mapping, index),
  }));
  if (choices.length < 2 && chosen === 0) return null;
  return (
    <NativeSelect
      label="Column with the addresses"
      data={chosen === -1 ? [{ value: "-1", label: "Choose one…" }, ...choices] : choices}
      value={String(chosen)}
      onChange={({ currentTarget }) => void list.map(withAddresses(mapping, Number(currentTarget.value)))}
    />
  );
}

function titleOf({ sample }: TableSummary, { hasHeader }: ColumnMapping, index: number): string {
  const [first, second] = sample.map(({ cells }) => cells[index]?.trim() ?? "");
  const title = (hasHeader ? first : "") || `Column ${index + 1}`;
  const example = hasHeader ? second : first;
  return example ? `${title}, such as ${example.slice(0, 60)}` : title;
}

function Verdict({ list, state: { table, mapping, problem, check, progress } }: PartProps) {
  if (problem !== null)
    return (
      <Alert color="red" title="Not yet" role="alert">
        {problem}
      </Alert>
    );
  if (!check) {
    const { done = 0, total = table.rowCount } = progress ?? {};
    return (
      <div role="status">
        <Text size="sm" mb={4}>
          Checking {grouped(done)} of {grouped(total)} rows
        </Text>
        <Progress value={percent(done, total)} aria-label="Rows checked" />
      </div>
    );
  }
  return (
    <>
      <Text role="status">
        <strong>{counted(check.good, "address", "addresses")}</strong>
        {check.rejected === 0 ? "." : `, ${counted(check.rejected, "row stays", "rows stay")} out:`}
      </Text>
      <LeftOut list={list} count={check.rejected} key={JSON.stringify(mapping)} />
    </>
  );
}
