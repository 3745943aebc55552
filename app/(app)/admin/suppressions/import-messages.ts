import * as messages from "@/lib/messages/suppressions";
import type { ImportStepsProps } from "../_shared/import/import-steps";

export const IMPORT_MESSAGES: ImportStepsProps["messages"] = {
  paste: { label: messages.PASTE, description: messages.PASTE_HINT },
  upload: messages.suppress,
  verdict: ({ good, rejected }) => messages.verdict(good, rejected),
  uploading: messages.UPLOADING,
  bar: messages.UPLOAD_BAR,
  progress: ({ kind, done, added, rejected, check }) =>
    kind === "done" ? messages.added(added, done - added - rejected) : messages.progress(done, check.good),
  consequence: ({ kind }) => (kind === "done" ? null : messages.UPLOADED_STAY),
  end: { stopped: messages.STOP_HERE, done: messages.DONE },
};
