import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { CheckSummary } from "@/lib/audience/protocol";
import { FormProblem } from "../form-problem";
import { counted, grouped, percent } from "../numbers";
import { LeftOut } from "./left-out";
import type { ListImport, ReadState } from "./list-import";

export type CheckStepProps = {
  list: ListImport;
  state: ReadState;
  words: {
    /** How many rows can be uploaded, and how many stay out. */
    verdict: (check: CheckSummary) => ReactNode;
    /** The button; null while the rows are being checked. */
    upload: (good: number | null) => string;
  };
  /** Says what the columns hold, and lets the user correct it. */
  columns: ReactNode;
  /** What was decided about the rows without asking. */
  notices?: ReactNode;
  /** What else is asked for. */
  fields?: ReactNode;
  onUpload?: () => void;
};

/** The check runs again with every change of the columns. */
export function CheckStep({ list, state, words, columns, notices, fields, onUpload }: CheckStepProps) {
  const { problem, check } = state;
  return (
    <Stack gap="md">
      {columns}
      <FormProblem title="Fix this first" problem={problem} />
      {problem === null && !check ? <Checking state={state} /> : null}
      {check ? (
        <>
          <Text role="status">{words.verdict(check)}</Text>
          {notices}
          <LeftOut list={list} count={check.rejected} key={JSON.stringify(state.mapping)} />
        </>
      ) : null}
      {fields}
      <Group>
        <Button disabled={!check || check.good === 0} onClick={onUpload ?? (() => void list.upload())}>
          {words.upload(check?.good ?? null)}
        </Button>
        <Button variant="default" onClick={() => list.reset()}>
          Choose a different file
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
        Checking {grouped(done)} of {counted(total, "row")}
      </Text>
      <Progress value={percent(done, total)} aria-label="Rows checked" />
    </div>
  );
}
