import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { type AudienceImport, type ImportState, leftOutOf } from "../_shared/import/audience-import";
import { LeftOut } from "../_shared/import/left-out";
import { grouped, percent } from "../_shared/numbers";
import { inWords } from "./add-by-hand";

type UploadState = Extract<ImportState, { kind: "uploading" | "stopped" | "done" }>;
export type ImportProgressProps = { list: AudienceImport; state: UploadState; onDone: () => void };

export function ImportProgress({ list, state, onDone }: ImportProgressProps) {
  const { done, check, added, leftOut } = state;
  return (
    <Stack gap="md">
      {state.kind === "stopped" && state.problem !== null ? (
        <Alert color="red" title="It could not go on" role="alert">
          {state.problem}
        </Alert>
      ) : null}
      <div>
        <Text mb={4} style={{ fontVariantNumeric: "tabular-nums" }} role="status">
          {state.kind === "done"
            ? inWords(added, done - added - leftOut)
            : `${grouped(done)} of ${grouped(check.good)} addresses`}
        </Text>
        <Progress
          value={percent(done, check.good)}
          animated={state.kind === "uploading"}
          aria-label="Addresses suppressed"
        />
      </div>
      {state.kind === "done" ? null : (
        <Text size="sm" c="dimmed">
          What is in stays in. Bring the same list again later, and only the rest of it is added.
        </Text>
      )}
      <Group>
        <Controls list={list} state={state} onDone={onDone} />
      </Group>
      {state.kind === "uploading" ? null : <LeftOut list={list} count={leftOutOf(state)} />}
    </Stack>
  );
}

function Controls({ list, state, onDone }: ImportProgressProps) {
  if (state.kind === "uploading")
    return (
      <Button variant="default" loading={state.isStopping} onClick={() => list.stop()}>
        Stop
      </Button>
    );
  if (state.kind === "stopped")
    return (
      <>
        <Button onClick={() => void list.upload()}>Go on</Button>
        <Button variant="default" onClick={onDone}>
          Leave it at that
        </Button>
      </>
    );
  return <Button onClick={onDone}>Done</Button>;
}
