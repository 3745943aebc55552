import type { Encoding } from "./encodings";
import type { ColumnMapping } from "./columns";
import type { AudienceRow, RejectedBecause, RejectedRow, TableRow } from "./rows";

/** What the page asks of the worker, by name: arguments and answer. The rows stay in the worker until they are taken. */
export type AudienceCalls = {
  /** A file, which crosses over without being read, or a pasted text; in an encoding that somebody has chosen. */
  read: { args: [source: Blob | string, encoding?: Encoding]; answer: TableSummary };
  check: { args: [mapping: ColumnMapping]; answer: CheckSummary };
  /** Good rows `from` on, at most `count`. */
  rows: { args: [from: number, count: number]; answer: AudienceRow[] };
  rejected: { args: [from: number, count: number]; answer: RejectedRow[] };
  /** The rows as they were read, for those that the server has rejected. */
  originals: { args: [rejected: RejectedRow[]]; answer: RejectedRow[] };
};
export type AudienceCall = keyof AudienceCalls;

export type TableSummary = {
  /** Without the headings, with the rows that could not be read. */
  rowCount: number;
  /** The headings as they were written; empty where there are none. */
  header: string[];
  /** Null for pasted text. Only a file that is not Unicode leaves a choice. */
  encoding: { used: Encoding; isGuess: boolean } | null;
  delimiter: string;
  mapping: ColumnMapping;
  /** The first rows, to show beside the mapping. */
  sample: TableRow[];
};

export type CheckSummary = {
  good: number;
  rejected: number;
  byReason: Partial<Record<RejectedBecause, number>>;
  /** Good rows with more than one address in their cell. */
  withSeveralAddresses: number;
};

export type Progress = { done: number; total: number };

/** Page to worker. `id` comes back with the answer. */
export type AudienceRequest = {
  [Call in AudienceCall]: { id: number; call: Call; args: AudienceCalls[Call]["args"] };
}[AudienceCall];

/** Worker to page: any number of progresses, then one answer or one failure, whose message is for people. */
export type AudienceReply =
  | { id: number; progress: Progress }
  | { id: number; answer: AudienceCalls[AudienceCall]["answer"] }
  | { id: number; failure: string };
