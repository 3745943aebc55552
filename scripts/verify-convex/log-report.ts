import { type Cell, ms, table } from "../../bench/support/report";
import { p50, p95 } from "../../bench/support/timing";
import type { FunctionTimes, LogSummary } from "./log-summary";
import { counted, oneLine } from "./texts";

/** Functions that somebody waits for, and functions that each mail triggers. */
const WAITED_FOR = [
  "loginLinks:request",
  "loginLinks:peek",
  "loginLinks:exchange",
  "users:current",
  "loginLinks:issue",
  "POST /resend/webhook",
];
const OTHERS = 12;
const SHOWN = 10;

export function logTables(log: LogSummary): string[] {
  return [timesTable(log), countsTable(log), ...saidTables(log)];
}

const HEAD = [
  ...["function", "calls", "p50, ms", "p95, ms", "JavaScript, p50, ms", "JavaScript, p95, ms"],
  ...["most memory, MB", "conflicts", "errors"],
];

function timesTable({ functions }: LogSummary): string {
  const called = WAITED_FOR.filter((name) => functions.has(name));
  const others = [...functions.keys()]
    .filter((name) => !WAITED_FOR.includes(name))
    .sort((a, b) => workOf(functions.get(b)) - workOf(functions.get(a)))
    .slice(0, OTHERS);
  const rows = [...called, ...others].map((name) => timesRow(name, functions.get(name)!));
  const title = `Times from the deployment's own log: functions that people wait for, then the ${OTHERS} others with the largest total`;
  return table(title, HEAD, rows);
}

const workOf = (times: FunctionTimes | undefined): number =>
  times?.tookMs.reduce((sum, took) => sum + took, 0) ?? 0;

function timesRow(
  name: string,
  { calls, tookMs, scriptMs, memoryMb, conflicts, errors }: FunctionTimes,
): Cell[] {
  const pair = (values: number[]) =>
    [p50(values), p95(values)].map((value) => (values.length ? ms(value) : "–"));
  return [name, calls, ...pair(tookMs), ...pair(scriptMs), memoryMb || "–", conflicts, errors];
}

function countsTable({ entries, conflicts, ...log }: LogSummary): string {
  const tables = [...conflicts.byTable].map(([name, times]) => `${name} ${times}`).join(", ");
  return table(
    "Counts from the log",
    ["", "times"],
    [
      ["entries", entries],
      ["mutations that conflicted and were run again", conflicts.runAgain],
      ["mutations that were given up after conflicts", conflicts.givenUp],
      ["… tables they conflicted over", tables || "none"],
      ["promises that never resolve", log.neverResolved.length],
      [
        "rejections reported as unhandled (Convex names the rejection's own error: see below)",
        log.unhandled.length,
      ],
      ["functions that threw", log.errors.length],
      ["lines logged as errors", log.errorLines.length],
      ["warnings", log.warnings.length],
    ],
  );
}

/** Tables of the logged texts: each text once, with how often it was logged. */
function saidTables({ neverResolved, unhandled, errors, errorLines, warnings }: LogSummary): string[] {
  const kinds = {
    "Errors that were thrown": [...neverResolved, ...unhandled, ...errors],
    Errors: errorLines,
    Warnings: warnings,
  };
  return Object.entries(kinds).flatMap(([title, texts]) => {
    const rows = counted(texts.map(oneLine)).slice(0, SHOWN);
    return rows.length > 0 ? [table(title, ["said", "times"], rows)] : [];
  });
}
