import * as messages from "@/lib/messages/campaign-audience";
import { grouped } from "@/lib/numbers";
import { Sentence } from "../../../../../ui/sentence";
import type { ImportStepsProps } from "../../../_shared/import/import-steps";
import { rejectedCount, type UploadState } from "../../../_shared/import/list-import";

export const IMPORT_MESSAGES: ImportStepsProps["messages"] = {
  paste: {
    label: messages.PASTE,
    description: messages.PASTE_HINT,
    placeholder: messages.PASTE_EXAMPLE,
  },
  upload: messages.add,
  verdict: ({ good, rejected }) => (
    <Sentence parts={messages.verdict(<strong>{grouped(good)}</strong>, rejected)} />
  ),
  uploading: messages.UPLOADING,
  bar: messages.UPLOAD_BAR,
  progress: (state) => <Progress state={state} />,
  consequence,
  end: { stopped: messages.ADD_ANOTHER, done: messages.ADD_ANOTHER },
};

function Progress({ state }: { state: UploadState }) {
  const { done, added, check } = state;
  const counts = { done, added, total: check.good, rejected: rejectedCount(state) };
  return (
    <Sentence
      parts={messages.progress(counts, (text) => (
        <strong>{text}</strong>
      ))}
    />
  );
}

function consequence({ kind, added }: UploadState): string | null {
  if (kind === "done") return null;
  return kind === "uploading" ? messages.WHILE_UPLOADING : messages.whileStopped(added);
}
