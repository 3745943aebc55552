import * as messages from "../messages/list-import";
import { bodyOf, type Checked, createRowCheck, inOrder, nothingChecked } from "./check-rows";
import { type ColumnMapping, guessColumns, mappingProblem } from "./columns";
import { decodeText, UnreadableFile } from "./decode-text";
import type { Encoding } from "./encodings";
import { withoutPreamble } from "./find-header";
import { parseEmailAddress } from "@latchkey/login-links/http";
import { parseTable } from "./parse-table";
import type { AudienceReply, AudienceRequest, CheckSummary, Progress, TableSummary } from "./protocol";
import { readAddress } from "./read-address";
import { type RejectedRow, type Table } from "./rows";

const ROWS_A_STEP = 2_000;
const SAMPLE_ROWS = 20;

/** The worker's logic without the worker: one file at a time, read once, then checked whenever the mapping changes. */
export class AudienceSession {
  #table: Table = { rows: [], delimiter: ",", isAddressList: false, rejected: [] };
  #checked: Checked = nothingChecked();

  /** Throws UnreadableFile if the source cannot be read. */
  read(source: Uint8Array | string, chosen?: Encoding): TableSummary {
    this.#checked = nothingChecked();
    const { text, ...encoding } = typeof source === "string" ? { text: source } : decodeText(source, chosen);
    this.#table = withoutPreamble(parseTable(text));
    const { rows, delimiter, rejected } = this.#table;
    if (rows.length === 0) throw new UnreadableFile(messages.EMPTY_FILE);
    const mapping = guessColumns(this.#table);
    return {
      rowCount: bodyOf(this.#table, mapping).length + rejected.length,
      header: mapping.hasHeader ? (rows[0]?.cells ?? []) : [],
      encoding: "used" in encoding ? encoding : null,
      delimiter,
      mapping,
      sample: rows.slice(0, SAMPLE_ROWS),
    };
  }

  /** Throws UnreadableFile if the mapping cannot be used. */
  check(mapping: ColumnMapping, onProgress: (progress: Progress) => void): CheckSummary {
    const problem = mappingProblem(mapping);
    if (problem) throw new UnreadableFile(problem);
    const check = createRowCheck(this.#table, mapping);
    const body = bodyOf(this.#table, mapping);
    const checked = nothingChecked(this.#table.rejected);
    for (let done = 0; done < body.length; done += ROWS_A_STEP) {
      onProgress({ done, total: body.length });
      for (const row of body.slice(done, done + ROWS_A_STEP)) check(row, checked);
    }
    onProgress({ done: body.length, total: body.length });
    this.#checked = inOrder(checked);
    const { rows, rejected, withSeveralAddresses, unknownZones } = checked;
    return {
      good: rows.length,
      rejected: rejected.length,
      byReason: countReasons(rejected),
      withSeveralAddresses,
      unknownZones,
    };
  }

  rows = (from: number, count: number) => this.#checked.rows.slice(from, from + count);
  rejected = (from: number, count: number) => this.#checked.rejected.slice(from, from + count);

  /** Several rows may come from the same line, so the address that the server returned identifies the row. */
  originals(rejected: RejectedRow[]): RejectedRow[] {
    const wanted = new Map(rejected.map((row) => [row.line, [] as string[][]]));
    for (const { line, cells } of this.#table.rows) wanted.get(line)?.push(cells);
    return rejected.map((row) => ({ ...row, cells: ownCells(row, wanted.get(row.line) ?? []) }));
  }
}

function ownCells({ value }: RejectedRow, rows: string[][]): string[] {
  const own = rows.find((cells) =>
    cells.some((cell) => parseEmailAddress(readAddress(cell).address) === value),
  );
  return own ?? rows[0] ?? [value];
}

function countReasons(rejected: RejectedRow[]): CheckSummary["byReason"] {
  const counts: CheckSummary["byReason"] = {};
  for (const { reason } of rejected) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/**
 * Answers requests one after the other. If a list cannot be used, the failure says why. Any other error is logged, and
 * the failure has a general message.
 */
export function serveAudience(
  reply: (reply: AudienceReply) => void,
): (request: AudienceRequest) => Promise<void> {
  const session = new AudienceSession();
  let last = Promise.resolve();
  return (request) => (last = last.then(() => answer(session, request, reply)));
}

async function answer(
  session: AudienceSession,
  request: AudienceRequest,
  reply: (reply: AudienceReply) => void,
): Promise<void> {
  const { id } = request;
  try {
    reply({ id, answer: await perform(session, request, (progress) => reply({ id, progress })) });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) console.error(error);
    const failure = error instanceof UnreadableFile ? error.message : messages.UNREADABLE;
    reply({ id, failure });
  }
}

async function perform(
  session: AudienceSession,
  request: AudienceRequest,
  onProgress: (progress: Progress) => void,
) {
  switch (request.call) {
    case "read":
      return session.read(await bytesOf(request.args[0]), request.args[1]);
    case "check":
      return session.check(...request.args, onProgress);
    case "rows":
      return session.rows(...request.args);
    case "rejected":
      return session.rejected(...request.args);
    case "originals":
      return session.originals(...request.args);
  }
}

const bytesOf = async (source: Blob | string) =>
  typeof source === "string" ? source : new Uint8Array(await source.arrayBuffer());
