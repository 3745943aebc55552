import type { Encoding } from "./encodings";
import type { ColumnMapping } from "./columns";
import type { AudienceRow, RejectedBecause, RejectedRow, TableRow } from "./rows";

/**
 * The calls from the page to the worker, by name, with arguments and answer. The rows stay in the worker until the page
 * asks for them.
 */
export type AudienceCalls = {
  /** Reads a file (passed to the worker unread) or pasted text, in the chosen encoding if there is one. */
  read: { args: [source: Blob | string, encoding?: Encoding]; answer: TableSummary };
  check: { args: [mapping: ColumnMapping]; answer: CheckSummary };
  /** At most `count` good rows, starting at `from`. */
  rows: { args: [from: number, count: number]; answer: AudienceRow[] };
  rejected: { args: [from: number, count: number]; answer: RejectedRow[] };
  /** The rejected rows with their cells from the file. The server returns rejected rows without cells. */
  originals: { args: [rejected: RejectedRow[]]; answer: RejectedRow[] };
};
export type AudienceCall = keyof AudienceCalls;

export type TableSummary = {
  /** Includes the rows that could not be read, but not the column titles. */
  rowCount: number;
  /** The column titles as they were written; empty if there are none. */
  header: string[];
  /** Null for pasted text. `isGuess` is true if a person should check the result: see `Decoded`. */
  encoding: { used: Encoding; isGuess: boolean } | null;
  delimiter: string;
  mapping: ColumnMapping;
  /** The first rows, shown beside the mapping. */
  sample: TableRow[];
};

export type CheckSummary = {
  good: number;
  rejected: number;
  byReason: Partial<Record<RejectedBecause, number>>;
  /** The number of good rows with several addresses in their cell. */
  withSeveralAddresses: number;
  unknownZones: UnknownZones;
};

/** The good rows with a time zone that cannot be read, and the first different texts, each with the line of its row. */
export type UnknownZones = { rows: number; examples: { text: string; line: number }[] };

export type Progress = { done: number; total: number };

/** From the page to the worker. The answer has the same `id`. */
export type AudienceRequest = {
  [Call in AudienceCall]: { id: number; call: Call; args: AudienceCalls[Call]["args"] };
}[AudienceCall];

/**
 * From the worker to the page: any number of progress messages, then one answer or one failure, whose message is for
 * people.
 */
export type AudienceReply =
  | { id: number; progress: Progress }
  | { id: number; answer: AudienceCalls[AudienceCall]["answer"] }
  | { id: number; failure: string };
