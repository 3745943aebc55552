"use client";

import type { SuppressionImport } from "./use-suppression-import";
import { ImportCheck } from "./import-check";
import { ImportProgress } from "./import-progress";
import { ImportSource } from "./import-source";
import { useSuppressionImport } from "./use-suppression-import";

/** From a file or a paste, over what is in its columns, to the addresses that are in. */
export function ImportSteps({ onDone }: { onDone: () => void }) {
  return <Step importing={useSuppressionImport()} onDone={onDone} />;
}

function Step({ importing, onDone }: { importing: SuppressionImport; onDone: () => void }) {
  const { list, state, read } = importing;
  switch (state.kind) {
    case "idle":
    case "reading":
      return (
        <ImportSource
          isReading={state.kind === "reading"}
          problem={state.kind === "idle" ? state.problem : null}
          onSource={(source) => void read(source)}
        />
      );
    case "read":
      return <ImportCheck {...importing} state={state} />;
    default:
      return <ImportProgress list={list} state={state} onDone={onDone} />;
  }
}
