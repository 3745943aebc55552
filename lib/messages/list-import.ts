/** Reading a list from a file or from pasted text, checking its rows, and uploading them. */
import type { RejectedBecause } from "../audience/rows";
import { counted, grouped } from "../numbers";

export const CHOOSE_FILE = "Choose a CSV file";
export const FILE = "CSV file";
export const FILE_HINT = "or drop it here. Commas, semicolons or tabs, any encoding, 100,000 rows and more.";
export const OR = "or";
export const CHECK_PASTED = "Check what I pasted";
export const NOT_READ = "This list could not be read";

export const FIX_FIRST = "Fix this first";
export const checking = (done: number, total: number): string =>
  `Checking ${grouped(done)} of ${counted(total, "row")}`;
export const CHECK_BAR = "Rows checked";
export const CHOOSE_DIFFERENT_FILE = "Choose a different file";

export const COMPLETE = "Import complete";
export const PAUSED = "Import paused";
export const STOPPED = "The import stopped";
export const STOP = "Stop";
export const RESUME = "Resume upload";

export const REJECTED_ROWS = "Rows left out";
export const VALUE = "Value";
export const LINE = "Line";
export const REASON = "Reason";
export const NO_VALUE = "—";
export const DOWNLOAD = "Download as CSV";
export const NOT_DOWNLOADED = "Not downloaded";
export const REJECTED_FILE = "left-out.csv";
export const REJECTIONS: Record<RejectedBecause, string> = {
  above_header: "Above the column titles",
  empty: "No email address",
  bad_address: "Not an email address",
  duplicate: "Duplicate of an earlier row",
  too_many_columns: "More columns than the other rows",
  too_long: "A value is too long",
  unclosed_quote: "A quotation mark is not closed",
  unsubscribed: "Must not be emailed, according to this list",
  member: "Already a member",
  suppressed: "Suppressed: unsubscribed, bounced or reported as spam",
  blocked: "The mail provider does not deliver to this address",
};
/** `detail` is the column that caused the rejection, or its value. */
export const rejection = (reason: RejectedBecause, detail?: string): string =>
  detail ? `${REJECTIONS[reason]} (${detail})` : REJECTIONS[reason];

/** The title of a column without one. */
export const columnNumber = (number: number): string => `Column ${number}`;
export const NO_ADDRESS_COLUMN = "Choose the column that contains the email addresses.";
export const SAME_MEANING = "Each choice can be used for one column only. Change one of the two columns.";
export const NAME_VARIABLE = "Give each variable a name that contains at least one letter or digit.";
export const SAME_NAME = "Two variables cannot have the same name.";
export const tooManyVariables = (most: number, excess: number): string =>
  `A recipient can have at most ${most} variables. Set ${counted(excess, "more column")} to “Do not use”.`;

export const EMPTY_FILE = "The file is empty.";
export const NOT_TEXT = "This file is not text. Choose a CSV file or paste the list.";
export const FORMATS = {
  zip: "an Excel workbook or another zipped file",
  xls: "an old Excel workbook",
  pdf: "a PDF",
} as const;
export const notCsv = (format: string): string =>
  `This is ${format}, not a CSV file. Save or export it as CSV and try again.`;
export const OTHER_FORMATS = {
  html: "a web page",
  xml: "an XML file",
  rtf: "a text document (RTF)",
  ldif: "an LDIF address book",
  calendar: "a calendar",
  yaml: "a YAML file",
  sql: "a database dump (SQL)",
  mail: "an email",
} as const;
export const notAList = (format: string): string =>
  `This is ${format}, not a list. Open it in a spreadsheet program and save it as CSV, or paste the addresses.`;
export const JSON_WITHOUT_LIST =
  "This JSON contains no list of people. Save the list as CSV, or as JSON with one object for each person.";
export const BROKEN_JSON =
  "This JSON cannot be read, because it contains a mistake. Export it again, or save the list as CSV.";
export const severalLists = (paths: string[]): string =>
  `This JSON contains several lists of people: ${paths.join(", ")}. Save the one that you want in a separate file.`;
export const UNREADABLE = "The list could not be read.";
export const CLOSED = "The list was closed.";

export const ENCODINGS = {
  "utf-8": "Unicode (UTF-8)",
  "utf-16le": "Unicode (UTF-16 LE)",
  "utf-16be": "Unicode (UTF-16 BE)",
  "windows-1252": "Western European (Windows-1252)",
  cp850: "Western European (MS-DOS)",
  "windows-1250": "Central European (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  "koi8-r": "Cyrillic (KOI8-R)",
  "iso-8859-2": "Central European (ISO 8859-2)",
  "windows-1253": "Greek (Windows-1253)",
  "windows-1254": "Turkish (Windows-1254)",
  "windows-1255": "Hebrew (Windows-1255)",
  "windows-1256": "Arabic (Windows-1256)",
  "windows-1257": "Baltic (Windows-1257)",
  "windows-1258": "Vietnamese (Windows-1258)",
  "windows-874": "Thai (Windows-874)",
  macintosh: "Mac OS Roman",
  shift_jis: "Japanese (Shift JIS)",
  "euc-jp": "Japanese (EUC-JP)",
  "iso-2022-jp": "Japanese (ISO-2022-JP)",
  gb18030: "Simplified Chinese (GB18030)",
  big5: "Traditional Chinese (Big5)",
  "euc-kr": "Korean (EUC-KR)",
} as const;
