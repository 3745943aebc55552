"use client";

import { Alert, Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { counted, grouped, percent } from "../../../_shared/numbers";
import { type AudienceImport, type ImportState, leftOutOf } from "../../../_shared/import/audience-import";
import { LeftOut } from "../../../_shared/import/left-out";

type UploadState = Extract<ImportState, { kind: "uploading" | "stopped" | "done" }>;
export type ListUploadProps = { list: AudienceImport; state: UploadState };

const TITLES: Record<UploadState["kind"], string> = {
  uploading: "Adding recipients",
  stopped: "Stopped half way",
  done: "The list is in",
};

/** The rows on their way up, with their numbers. Other steps can be opened meanwhile. */
export function ListUpload({ list, state }: ListUploadProps) {
  const { done, added, check } = state;
  const leftOut = leftOutOf(state);
  return (
    <Stack gap="md">
      <Title order={2} size={20}>
        {TITLES[state.kind]}
      </Title>
      {state.kind === "stopped" && state.problem !== null ? (
        <Alert color="red" title="It could not go on" role="alert">
          {state.problem}
        </Alert>
      ) : null}
      <div>
        <Text mb={4} style={{ fontVariantNumeric: "tabular-nums" }} role="status">
          {grouped(done)} of {grouped(check.good)} rows, <strong>{grouped(added)} added</strong>
          {leftOut === 0 ? "" : `, ${grouped(leftOut)} left out`}
        </Text>
        <Progress
          value={percent(done, check.good)}
          animated={state.kind === "uploading"}
          aria-label="Rows added"
        />
      </div>
      <Explanation state={state} />
      <Group>
        <Controls list={list} state={state} />
      </Group>
      {state.kind === "uploading" ? null : <LeftOut list={list} count={leftOut} />}
    </Stack>
  );
}

function Explanation({ state: { kind, added } }: { state: UploadState }) {
  if (kind === "done") return null;
  return (
    <Text size="sm" c="dimmed">
      {kind === "uploading"
        ? "You can go on with the other steps and pages meanwhile. Should this tab be closed, what has been added stays: bring the same list again, and only the rest of it is added."
        : `${counted(added, "recipient stays", "recipients stay")} in the audience. Go on with the rest now, or bring the same list again later: nobody is added twice.`}
    </Text>
  );
}

function Controls({ list, state }: ListUploadProps) {
  if (state.kind === "uploading")
    return (
      <Button variant="default" loading={state.isStopping} onClick={() => list.stop()}>
        Stop
      </Button>
    );
  return (
    <>
      {state.kind === "stopped" ? <Button onClick={() => void list.upload()}>Go on</Button> : null}
      <Button variant="default" onClick={() => list.reset()}>
        Add another list
      </Button>
    </>
  );
}
