import type { ImportStepsProps } from "../_shared/import/import-steps";
import { counted, grouped } from "../_shared/numbers";
import { addedMessage } from "./add-by-hand";

const addresses = (count: number) => counted(count, "address", "addresses");

export const IMPORT_MESSAGES: ImportStepsProps["messages"] = {
  paste: {
    label: "Paste addresses",
    description: "One per line, separated by commas, or copied from a spreadsheet.",
  },
  upload: (good) => (good === null ? "Suppress them" : `Suppress ${addresses(good)}`),
  verdict: ({ good, rejected }) => (
    <>
      <strong>{addresses(good)}</strong>
      {rejected === 0 ? "." : `, ${counted(rejected, "row stays", "rows stay")} out:`}
    </>
  ),
  uploading: "Suppressing addresses",
  bar: "Addresses suppressed",
  progress: ({ kind, done, added, rejected, check }) =>
    kind === "done"
      ? addedMessage(added, done - added - rejected)
      : `${grouped(done)} of ${addresses(check.good)}`,
  consequence: ({ kind }) =>
    kind === "done"
      ? null
      : "Addresses that were added stay in the list. Import the same list again later to add the rest.",
  end: { stopped: "Stop here", done: "Done" },
};
