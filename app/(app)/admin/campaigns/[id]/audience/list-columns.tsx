"use client";

import { Alert, Button, Checkbox, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { counted, grouped, percent } from "../../../_shared/numbers";
import type { AudienceImport, ImportState } from "../../../_shared/import/audience-import";
import { ColumnTable } from "./column-table";
import { EncodingChoice } from "./encoding-choice";
import { ListNotices } from "./list-notices";
import { LeftOut } from "../../../_shared/import/left-out";

export type ReadState = Extract<ImportState, { kind: "read" }>;
export type ListColumnsProps = { list: AudienceImport; state: ReadState };

/** What each column holds, guessed and to be corrected; the check runs again with every change. */
export function ListColumns({ list, state }: ListColumnsProps) {
  const { table, mapping, problem, check } = state;
  return (
    <Stack gap="md">
      <div>
        <Title order={2} size={20}>
          What is in the columns?
        </Title>
        <Text c="dimmed">
          {counted(table.rowCount, "row was read", "rows were read")}. Everything that is neither an address
          nor a name can be written into the message as a variable.
        </Text>
      </div>
      <EncodingChoice table={table} onChoose={(encoding) => void list.decodeAs(encoding)} />
      <ColumnTable table={table} mapping={mapping} onChange={(changed) => void list.map(changed)} />
      <Checkbox
        label="The first row names the columns"
        checked={mapping.hasHeader}
        onChange={({ currentTarget }) => void list.map({ ...mapping, hasHeader: currentTarget.checked })}
      />
      {problem === null ? null : (
        <Alert color="red" title="Not yet" role="alert">
          {problem}
        </Alert>
      )}
      {problem === null && !check ? <Checking state={state} /> : null}
      {check ? <Verdict list={list} state={state} /> : null}
      <Group>
        <Button disabled={!check || check.good === 0} onClick={() => void list.upload()}>
          {check ? `Add ${counted(check.good, "recipient")}` : "Add recipients"}
        </Button>
        <Button variant="default" onClick={() => list.reset()}>
          Take another list
        </Button>
      </Group>
    </Stack>
  );
}

function Checking({ state: { progress, table } }: { state: ReadState }) {
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

function Verdict({ list, state: { check, mapping } }: ListColumnsProps) {
  if (!check) return null;
  return (
    <>
      <Text role="status">
        <strong>{grouped(check.good)}</strong> can be added
        {check.rejected === 0 ? "." : `, ${grouped(check.rejected)} stay out:`}
      </Text>
      <ListNotices check={check} mapping={mapping} />
      <LeftOut list={list} count={check.rejected} key={JSON.stringify(mapping)} />
    </>
  );
}
