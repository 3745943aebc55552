import { Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import * as texts from "@/lib/messages/list-import";
import { FormProblem } from "../form-problem";
import { percent } from "@/lib/numbers";
import styles from "./import.module.css";
import { RejectedRows } from "./rejected-rows";
import { rejectedCount, type ListImport, type UploadState } from "./list-import";

export type UploadStepProps = {
  list: ListImport;
  state: UploadState;
  messages: {
    /** The title during the upload. */
    uploading: string;
    /** The name of the progress bar, for screen readers. */
    bar: string;
    /** How many rows are uploaded, and how many of them were added or rejected. */
    progress: (state: UploadState) => ReactNode;
    /** A hint on what happens to the uploaded rows if the import ends now; null if there is nothing to say. */
    consequence: (state: UploadState) => string | null;
    /** The label of the button that ends the import. */
    end: { stopped: string; done: string };
  };
  onEnd: () => void;
};

/** The progress of the upload, with numbers. */
export function UploadStep({ list, state, messages, onEnd }: UploadStepProps) {
  const isUploading = state.kind === "uploading";
  const title = useFocusAtEnd(isUploading);
  const consequence = messages.consequence(state);
  return (
    <Stack gap="md">
      <Title order={2} size={20} ref={title} tabIndex={-1} className={styles.title}>
        {titleOf(state, messages.uploading)}
      </Title>
      <FormProblem title={texts.STOPPED} problem={state.kind === "stopped" ? state.problem : null} />
      <div>
        <Text mb={4} style={{ fontVariantNumeric: "tabular-nums" }} role="status">
          {messages.progress(state)}
        </Text>
        <Progress
          value={percent(state.done, state.check.good)}
          animated={isUploading}
          aria-label={messages.bar}
        />
      </div>
      {consequence === null ? null : (
        <Text size="sm" c="dimmed">
          {consequence}
        </Text>
      )}
      <Group>
        <Controls list={list} state={state} messages={messages} onEnd={onEnd} />
      </Group>
      {isUploading ? null : <RejectedRows list={list} count={rejectedCount(state)} />}
    </Stack>
  );
}

/**
 * When the upload ends, moves the focus to the title. The page scrolls to the title, and screen readers announce it.
 */
function useFocusAtEnd(isUploading: boolean) {
  const title = useRef<HTMLHeadingElement>(null);
  const wasUploading = useRef(isUploading);
  useEffect(() => {
    if (wasUploading.current && !isUploading) title.current?.focus();
    wasUploading.current = isUploading;
  }, [isUploading]);
  return title;
}

function titleOf({ kind }: UploadState, uploading: string): string {
  if (kind === "uploading") return uploading;
  return kind === "stopped" ? texts.PAUSED : texts.COMPLETE;
}

function Controls({ list, state, messages, onEnd }: UploadStepProps) {
  if (state.kind === "uploading")
    return (
      <Button variant="default" loading={state.isStopping} onClick={() => list.stop()}>
        {texts.STOP}
      </Button>
    );
  return (
    <>
      {state.kind === "stopped" ? <Button onClick={() => void list.upload()}>{texts.RESUME}</Button> : null}
      <Button variant="default" onClick={onEnd}>
        {messages.end[state.kind]}
      </Button>
    </>
  );
}
