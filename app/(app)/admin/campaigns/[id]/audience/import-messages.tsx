import type { ImportStepsProps } from "../../../_shared/import/import-steps";
import { rejectedCount, type UploadState } from "../../../_shared/import/list-import";
import { counted, grouped } from "../../../_shared/numbers";

export const IMPORT_MESSAGES: ImportStepsProps["messages"] = {
  paste: {
    label: "Paste addresses",
    description: "One per line, separated by commas, or copied from a spreadsheet.",
    placeholder: "Ada Lovelace <ada@example.com>\ngrace@example.com",
  },
  upload: (good) => (good === null ? "Add recipients" : `Add ${counted(good, "recipient")}`),
  verdict: ({ good, rejected }) => (
    <>
      <strong>{grouped(good)}</strong> can be added
      {rejected === 0 ? "." : `, ${counted(rejected, "stays", "stay")} out:`}
    </>
  ),
  uploading: "Adding recipients",
  bar: "Rows added",
  progress: (state) => (
    <>
      {grouped(state.done)} of {counted(state.check.good, "row")},{" "}
      <strong>{grouped(state.added)} added</strong>
      {rejectedCount(state) === 0 ? "" : `, ${grouped(rejectedCount(state))} left out`}
    </>
  ),
  consequence,
  end: { stopped: "Add another list", done: "Add another list" },
};

function consequence({ kind, added }: UploadState): string | null {
  if (kind === "done") return null;
  if (kind === "uploading")
    return "You can work on other steps and pages meanwhile. If you close this tab, the recipients added so far stay: import the same list again to add the rest.";
  return `${counted(added, "recipient stays", "recipients stay")} in the audience. Resume now, or import the same list again later: nobody is added twice.`;
}
