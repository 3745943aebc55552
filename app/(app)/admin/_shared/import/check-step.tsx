import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { CheckSummary } from "@/lib/audience/protocol";
import * as texts from "@/lib/messages/list-import";
import { FormProblem } from "../form-problem";
import { percent } from "@/lib/numbers";
import { RejectedRows } from "./rejected-rows";
import type { ListImport, ReadState } from "./list-import";

export type CheckStepProps = {
  list: ListImport;
  state: ReadState;
  messages: {
    /** How many rows can be uploaded, and how many are rejected. */
    verdict: (check: CheckSummary) => ReactNode;
    /** The button's label; null while the rows are being checked. */
    upload: (good: number | null) => string;
  };
  /** Shows what each column was recognised as, and lets the user correct it. */
  columns: ReactNode;
  /** Messages about what was decided automatically for the rows. */
  notices?: ReactNode;
  /** Additional form fields of the section. */
  fields?: ReactNode;
  onUpload?: () => void;
};

/** Shows the columns and the result of the check. The check runs again after every change of the columns. */
export function CheckStep({ list, state, messages, columns, notices, fields, onUpload }: CheckStepProps) {
  const { problem, check } = state;
  return (
    <Stack gap="md">
      {columns}
      <FormProblem title={texts.FIX_FIRST} problem={problem} />
      {problem === null && !check ? <Checking state={state} /> : null}
      {check ? (
        <>
          <Text role="status">{messages.verdict(check)}</Text>
          {notices}
          <RejectedRows list={list} count={check.rejected} key={JSON.stringify(state.mapping)} />
        </>
      ) : null}
      {fields}
      <Group>
        <Button disabled={!check || check.good === 0} onClick={onUpload ?? (() => void list.upload())}>
          {messages.upload(check?.good ?? null)}
        </Button>
        <Button variant="default" onClick={() => list.reset()}>
          {texts.CHOOSE_DIFFERENT_FILE}
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
        {texts.checking(done, total)}
      </Text>
      <Progress value={percent(done, total)} aria-label={texts.CHECK_BAR} />
    </div>
  );
}
