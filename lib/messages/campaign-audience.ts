/** The step Audience: importing a list into a draft, and the recipients that are there. */
import { counted, grouped } from "../numbers";
import { parts } from "./parts";

export const AUDIENCE = "Audience";
export const ADD_PEOPLE = "Add people";
export const ADD_PEOPLE_HINT =
  "Choose a CSV file or paste addresses. Each row is checked before anything is added, and every row that is left out is listed.";
export const PASTE = "Paste addresses";
export const PASTE_HINT = "One per line, separated by commas, or copied from a spreadsheet.";
export const PASTE_EXAMPLE = "Ada Lovelace <ada@example.com>\ngrace@example.com";

export const COLUMNS = "What do the columns contain?";
export const columnsHint = (rows: number): string =>
  `${counted(rows, "row was read", "rows were read")}. You can use every other column in the message as a variable.`;
export const HAS_TITLES = "The first row contains the column titles";
export const COLUMN_USES = {
  email: "Email address",
  otherEmail: "Other email address",
  name: "Full name",
  firstName: "First name",
  lastName: "Last name",
  status: "Unsubscribe status",
  field: "A variable",
  ignored: "Do not use",
} as const;
export const usedFor = (title: string): string => `What ${title} contains`;
export const variableName = (title: string): string => `Variable name for ${title}`;
export const EMPTY_SAMPLE = "empty in the first rows";
export const ENCODING = "Encoding of the file";
export const ENCODING_HINT =
  "Some letters of this file are not Unicode. If names look wrong, choose another encoding.";
export const checkLetters = (samples: string[]): string =>
  `If this text looks wrong, choose another encoding: ${samples.join(" · ")}`;

export const unusedColumns = (count: number): string =>
  `${counted(count, "column is", "columns are")} not used.`;
export const severalAddresses = (count: number): string =>
  `${counted(count, "row contains", "rows contain")} several addresses. The first one is invited.`;
export const markedUnsubscribed = (count: number): string =>
  `This list marks ${counted(count, "person", "people")} as not to be emailed. To invite them anyway, set that column to “Do not use”.`;

export function unknownZones(rows: number, examples: { text: string; line: number }[]): string {
  const shown = examples.map(({ text, line }) => `“${text}” in line ${grouped(line)}`).join(", ");
  return `${counted(rows, "row has", "rows have")} a time zone that is not recognised: ${shown}. Their reminders use the campaign’s time zone. Use names such as Europe/Berlin or offsets such as +05:30.`;
}

export const add = (count: number | null): string =>
  count === null ? "Add recipients" : `Add ${counted(count, "recipient")}`;
export const verdict = <Value>(good: Value, rejected: number) =>
  rejected === 0
    ? parts`${good} can be added.`
    : parts<string | Value>`${good} can be added, ${counted(rejected, "is", "are")} left out:`;
export const UPLOADING = "Adding recipients";
export const UPLOAD_BAR = "Rows added";
const addedCount = (count: number): string => `${grouped(count)} added`;
export const progress = <Value>(
  { done, total, added, rejected }: Record<"done" | "total" | "added" | "rejected", number>,
  bold: (text: string) => Value,
) =>
  rejected === 0
    ? parts<string | Value>`${grouped(done)} of ${counted(total, "row")}, ${bold(addedCount(added))}`
    : parts<
        string | Value
      >`${grouped(done)} of ${counted(total, "row")}, ${bold(addedCount(added))}, ${grouped(rejected)} left out`;
export const WHILE_UPLOADING =
  "You can work on other steps and pages in the meantime. If you close this tab, the recipients added so far stay: import the same list again to add the rest.";
export const whileStopped = (added: number): string =>
  `${counted(added, "recipient stays", "recipients stay")} in the audience. Resume now, or import the same list again later: nobody is added twice.`;
export const ADD_ANOTHER = "Add another list";

export const recipients = (count: number): string => counted(count, "recipient");
export const RECIPIENTS = "Recipients";
export const COMING = "They appear here when the upload is complete.";
export const ADDRESS = "Address";
export const NAME = "Name";
export const VARIABLES = "Variables";
export const NO_MATCHES = "No matching recipients";
export const NO_MATCHES_HINT = "The search finds addresses that begin with what you type.";
export const NONE_YET = "No recipients yet";
export const NONE_YET_HINT = "Add a list above.";
export const REMOVE = "Remove";
export const removeRecipient = (email: string): string => `Remove ${email}`;
export const NOT_REMOVED = "Not removed";
export const REMOVE_ALL = "Remove all recipients";
export const REMOVE_ALL_QUESTION = "Remove all recipients?";
export const REMOVE_ALL_HINT =
  "This removes every recipient from this draft. It takes a moment if there are many.";
export const removeAll = (count: number): string => `Remove ${counted(count, "recipient")}`;
export const KEEP_THEM = "Keep them";

/** Why the server did not change an audience. */
export const atMostRows = (count: number): string => `Add at most ${count} rows at once.`;
export const FROZEN = "The audience cannot be changed after the launch.";
export const STILL_CHANGING = "The audience is still changing. Try again in a moment.";
export const TOO_MANY_UPLOADS =
  "Too many lists are being added to this campaign at once. Try again in a moment.";
export const UPLOAD_OVER =
  "This upload was discarded, or was interrupted for too long. Choose Resume upload.";
export const NO_SUCH_RECIPIENT = "This recipient no longer exists. Reload the page.";
