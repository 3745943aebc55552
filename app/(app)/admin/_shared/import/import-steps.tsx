"use client";

import type { ReactNode } from "react";
import { CheckStep, type CheckStepProps } from "./check-step";
import type { ImportState, ListImport } from "./list-import";
import { SourceStep, type SourceStepProps } from "./source-step";
import { UploadStep, type UploadStepProps } from "./upload-step";

export type ImportStepsProps = {
  list: ListImport;
  state: ImportState;
  /** Shown above the file and the paste field. */
  intro?: ReactNode;
  messages: SourceStepProps["messages"] & CheckStepProps["messages"] & UploadStepProps["messages"];
} & Pick<CheckStepProps, "columns" | "notices" | "fields" | "onUpload"> &
  Pick<UploadStepProps, "onEnd">;

/** The steps from a file or a pasted list to uploaded rows, for every admin section that imports a list. */
export function ImportSteps({ list, state, messages, intro, onEnd, ...check }: ImportStepsProps) {
  switch (state.kind) {
    case "idle":
    case "reading":
      return <SourceStep list={list} state={state} messages={messages} intro={intro} />;
    case "read":
      return <CheckStep list={list} state={state} messages={messages} {...check} />;
    default:
      return <UploadStep list={list} state={state} messages={messages} onEnd={onEnd} />;
  }
}
