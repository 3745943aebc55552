/**
 * Causes each fault at each moment, with a thousand recipients. Checks that nobody is lost, nobody is mailed twice, no
 * link stops working and no status is wrong.
 */
import { type Report, table } from "../support/report";
import { startStack } from "../support/stack";
import { RECIPIENTS, runCell } from "./cell";
import { type Fault, FAULTS } from "./faults";
import type { Findings } from "./findings";

/** How many emails were sent before the fault: none, half, all but the last batch. */
const MOMENTS = [0, 500, 900];
const REQUESTS_PER_SECOND = "5";

export async function matrix(): Promise<Report> {
  const rows: (string | number)[][] = [];
  for (const fault of FAULTS) rows.push(rowOf(fault, await runFault(fault)));
  return [
    table(`${FAULTS.length} faults at ${MOMENTS.length} moments, ${RECIPIENTS} recipients each`, HEAD, [
      ...rows,
      sumOf(rows),
    ]),
  ];
}

/** Each fault has a stack of its own, because the full tables of one fault would slow down the next. */
async function runFault(fault: Fault): Promise<Findings[]> {
  const stack = await startStack({
    // The mailbox sends no webhooks here, because `npm run bench campaign` covers those.
    mailbox: {
      MAILBOX_CAPACITY: String(4 * RECIPIENTS),
      RESEND_WEBHOOK_URL: "",
      RESEND_WEBHOOK_SECRET: "",
    },
    environment: { RESEND_REQUESTS_PER_SECOND: REQUESTS_PER_SECOND },
  });
  try {
    const found: Findings[] = [];
    for (const after of MOMENTS) found.push(await runCell(stack, fault, after));
    process.stderr.write(`${fault.name}: ${JSON.stringify(found)}\n`);
    return found;
  } finally {
    await stack.stop();
  }
}

const HEAD = ["fault", "ended as", "lost mails", "doubled", "broken links", "wrong counters", "wrong states"];

function rowOf({ name }: Fault, found: Findings[]): (string | number)[] {
  const sum = (read: (findings: Findings) => number) => found.reduce((total, one) => total + read(one), 0);
  return [
    name,
    found.map(({ status }) => status).join(", "),
    sum(({ lost }) => lost),
    sum(({ doubled }) => doubled),
    sum(({ dead }) => dead),
    sum(({ wrongCounters }) => wrongCounters.length),
    sum(({ untrue }) => Number(untrue !== null)),
  ];
}

function sumOf(rows: (string | number)[][]): (string | number)[] {
  const sums = HEAD.slice(2).map((_, at) => rows.reduce((total, row) => total + Number(row[at + 2]), 0));
  return ["**all**", "", ...sums];
}
