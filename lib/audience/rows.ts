/** The rows of a file or a pasted list as they were found. `line` counts from 1 in the source, blank lines included. */
export type TableRow = { line: number; cells: string[] };

export type Table = {
  rows: TableRow[];
  delimiter: string;
  /** Addresses in the format of mail programs, each row `[address, name]`, rather than a table with its own columns. */
  isAddressList: boolean;
  /** Lines that could not be read as rows, and those above the column titles. */
  rejected: RejectedRow[];
};

/**
 * One person to invite. The keys of `fields` are `fieldKey`s. If only the parts of the name are known, `name` is made
 * from them.
 */
export type AudienceRow = { line: number; email: string; name?: string; fields: Record<string, string> };

/**
 * `value` is the text in place of the address, shortened. `detail` is the column that caused the rejection, or its
 * value. `cells` is the row as it was read; rows that the server rejects have none.
 */
export type RejectedRow = {
  line: number;
  value: string;
  reason: RejectedBecause;
  detail?: string;
  cells?: string[];
};

/**
 * The last three are found by the server, because only the server knows members, suppressions and blocked addresses.
 */
export type RejectedBecause =
  | "above_header"
  | "empty"
  | "bad_address"
  | "duplicate"
  | "too_many_columns"
  | "too_long"
  | "unclosed_quote"
  | "unsubscribed"
  | "member"
  | "suppressed"
  | "blocked";

/** How many variables one person can have; the server accepts no more. */
export const MAX_FIELDS = 50;
/** In characters, like the constants below. */
export const MAX_FIELD_LENGTH = 1_000;
export const MAX_NAME_LENGTH = 200;
const MAX_SHOWN = 200;

export const shorten = (value: string): string =>
  value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN - 1)}…` : value;
