/**
 * Measures how long a list of 100,000 rows takes: parsed and checked as in the page's worker, and imported as the page
 * does it.
 */
import { checkRows } from "../../lib/audience/check-rows";
import { guessColumns } from "../../lib/audience/columns";
import { parseTable } from "../../lib/audience/parse-table";
import { type Report, table } from "../support/report";
import { startStack } from "../support/stack";
import { timed } from "../support/timing";
import { recipientRows, type Row, signIn, upload } from "./marketer";

const ROWS = 100_000;
const HEADER = "email,name,company,city,plan";

export async function importing(): Promise<Report> {
  const csv = csvOf(recipientRows(ROWS));
  let rows: Row[] = [];
  const reading = await timed(async () => (rows = read(csv)));
  const stack = await startStack({ mailbox: {} });
  try {
    const marketer = await signIn(stack);
    const campaignId = await marketer.mutation<string>("campaigns:create", {});
    let added = 0;
    const uploading = await timed(async () => (added = await upload(marketer, campaignId, rows)));
    if (added !== ROWS) throw new Error(`${added} of ${ROWS} rows were imported.`);
    return [report(csv.length, reading, uploading)];
  } finally {
    await stack.stop();
  }
}

function csvOf(rows: Row[]): string {
  const lines = rows.map(({ email, name, fields }) => `${email},"${name}",${fields.company},Berlin,basic`);
  return [HEADER, ...lines].join("\r\n");
}

function read(csv: string): Row[] {
  const parsed = parseTable(csv);
  return checkRows(parsed, guessColumns(parsed)).rows;
}

function report(bytes: number, reading: number, uploading: number): string {
  const line = (name: string, duration: number) => [
    name,
    `${(duration / 1_000).toFixed(1)} s`,
    Math.round(ROWS / (duration / 1_000)),
  ];
  return table(
    `A CSV of ${ROWS} rows, ${(bytes / 2 ** 20).toFixed(1)} MiB`,
    ["", "took", "rows a second"],
    [line("parsed and checked", reading), line("imported, 500 rows a call", uploading)],
  );
}
