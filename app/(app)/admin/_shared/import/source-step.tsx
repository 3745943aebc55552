import { Skeleton, Stack } from "@mantine/core";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import * as texts from "@/lib/messages/list-import";
import { FormProblem } from "../form-problem";
import styles from "./import.module.css";
import type { ImportState, ListImport } from "./list-import";
import { PasteField, type PasteFieldProps } from "./paste-field";

const FileDrop = dynamic(() => import("./file-drop").then((file) => file.FileDrop), {
  ssr: false,
  loading: () => <Skeleton height={114} radius={10} />,
});

export type SourceStepProps = {
  list: ListImport;
  state: Extract<ImportState, { kind: "idle" | "reading" }>;
  intro?: ReactNode;
  messages: { paste: Pick<PasteFieldProps, "label" | "description" | "placeholder"> };
};

export function SourceStep({ list, state, intro, messages }: SourceStepProps) {
  const isReading = state.kind === "reading";
  const read = (source: Blob | string) => void list.read(source);
  return (
    <Stack gap="md">
      {intro}
      <FormProblem title={texts.NOT_READ} problem={state.kind === "idle" ? state.problem : null} />
      <FileDrop isReading={isReading} onFile={read} />
      <div className={styles.or}>{texts.OR}</div>
      <PasteField {...messages.paste} isReading={isReading} onSource={read} />
    </Stack>
  );
}
