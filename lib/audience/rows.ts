/** A file's or a pasted list's rows as they were found. `line` counts from 1 in the source, blank lines included. */
export type TableRow = { line: number; cells: string[] };

export type Table = {
  rows: TableRow[];
  delimiter: string;
  /** Addresses as mail programs list them, each row `[address, name]`, and not a table with columns of its own. */
  isAddressList: boolean;
  /** Lines that could not be read as rows. */
  rejected: RejectedRow[];
};

/** One person to invite. The keys of `fields` are `fieldKey`s; `name`, where only its parts are known, is made of them. */
export type AudienceRow = { line: number; email: string; name?: string; fields: Record<string, string> };

/** `value` is what stood in the address's place, shortened. */
export type RejectedRow = { line: number; value: string; reason: RejectedBecause };

/** The last two are found by the server, which knows the members and the suppressions. */
export type RejectedBecause =
  | "empty"
  | "bad_address"
  | "duplicate"
  | "too_many_columns"
  | "too_long"
  | "unclosed_quote"
  | "member"
  | "suppressed";

export const REJECTED_IN_WORDS: Record<RejectedBecause, string> = {
  empty: "has no address",
  bad_address: "is not an email address",
  duplicate: "is in the list already",
  too_many_columns: "has more columns than the others",
  too_long: "holds a value that is too long",
  unclosed_quote: "opens a quote that nothing closes",
  member: "is a member already",
  suppressed: "must not be mailed: unsubscribed, bounced or complained",
};

export const MAX_COLUMNS = 50;
/** In characters, like those below. */
export const MAX_FIELD_LENGTH = 1_000;
export const MAX_NAME_LENGTH = 200;
const MAX_SHOWN = 200;

export const shorten = (value: string): string =>
  value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN - 1)}…` : value;
