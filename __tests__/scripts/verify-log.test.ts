/**
 * What `npm run verify:convex` reads from the log, in entries as convex-backend writes them
 * (crates/local_backend/src/logs.rs).
 */
import { expect, test } from "@jest/globals";
import { parseEntry } from "@/scripts/verify-convex/log-entry";
import { logTables } from "@/scripts/verify-convex/log-report";
import { addEntry, newSummary } from "@/scripts/verify-convex/log-summary";

const COMPLETION = {
  kind: "Completion",
  udfType: "Mutation",
  componentPath: null,
  identifier: "loginLinks:exchange",
  logLines: [],
  timestamp: 1_790_000_000.5,
  cachedResult: false,
  caller: "HttpApi",
  parentExecutionId: null,
  executionTime: 0.012,
  userExecutionTime: 0.004,
  success: null,
  error: null,
  requestId: "1",
  executionId: "2",
  usageStats: { databaseReadBytes: 1, memoryUsedMb: 9 },
  returnBytes: 10,
  occInfo: null,
  willRetry: false,
  executionTimestamp: 1_790_000_000,
  identityType: "unknown",
  environment: "isolate",
};
const LOST = { tableName: "rateLimits", documentId: "k1", componentPath: "rateLimiter", retryCount: 0 };

/** Summarises one completed call for each of the changes. The entries are parsed from JSON, as the CLI prints them. */
function summaryOf(...changes: object[]) {
  const summary = newSummary();
  for (const change of changes) addEntry(summary, parseEntry(JSON.stringify({ ...COMPLETION, ...change }))!);
  return summary;
}

test("a call's times are in milliseconds, with the time in JavaScript counted separately", () => {
  expect(summaryOf({}, { executionTime: 0.02 }).functions.get("loginLinks:exchange")).toEqual({
    calls: 2,
    tookMs: [12, 20],
    scriptMs: [4, 4],
    memoryMb: 9,
    conflicts: 0,
    errors: 0,
  });
});

test("an answer from the query cache has no time", () => {
  const cached = { udfType: "Query", identifier: "users:current", cachedResult: true };
  expect(summaryOf(cached).functions.get("users:current")).toMatchObject({
    calls: 1,
    tookMs: [],
    scriptMs: [],
  });
});

test("functions of a component are not mistaken for the app's", () => {
  const names = summaryOf({}, { componentPath: "rateLimiter" }).functions.keys();
  expect([...names]).toEqual(["loginLinks:exchange", "rateLimiter/loginLinks:exchange"]);
});

test("a try that conflicted with another mutation is neither a call nor an error; the last one is counted separately", () => {
  const summary = summaryOf(
    { occInfo: LOST, willRetry: true, error: "Documents read from … changed" },
    { occInfo: { ...LOST, componentPath: null }, willRetry: false, error: "Documents read from … changed" },
    {},
  );
  expect(summary.conflicts).toEqual({
    runAgain: 1,
    givenUp: 1,
    byTable: new Map([
      ["rateLimiter/rateLimits", 1],
      ["rateLimits", 1],
    ]),
  });
  expect(summary.errors).toEqual([]);
  expect(summary.functions.get("loginLinks:exchange")).toMatchObject({
    calls: 1,
    tookMs: [12],
    conflicts: 2,
  });
});

test("errors that functions throw are counted by kind", () => {
  const summary = summaryOf(
    { error: "Returned promise will never resolve" },
    { error: "Unhandled promise rejection: lost" },
    { error: "Uncaught Error: no such thing" },
  );
  expect(summary.neverResolved).toEqual(["loginLinks:exchange: Returned promise will never resolve"]);
  expect(summary.unhandled).toEqual(["loginLinks:exchange: Unhandled promise rejection: lost"]);
  expect(summary.errors).toEqual(["loginLinks:exchange: Uncaught Error: no such thing"]);
  expect(summary.functions.get("loginLinks:exchange")).toMatchObject({ calls: 3, errors: 3 });
});

test("warnings and errors are found in both forms of a log line, and while a function still runs", () => {
  const structured = { messages: ["'slow'"], level: "WARN", timestamp: 1, isTruncated: false };
  const summary = summaryOf(
    { kind: "Progress", logLines: [structured, { ...structured, level: "LOG" }] },
    { logLines: ["[ERROR] 'refused'", "[INFO] 'fine'"] },
  );
  expect(summary.warnings).toEqual(["loginLinks:exchange: 'slow'"]);
  expect(summary.errorLines).toEqual(["loginLinks:exchange: 'refused'"]);
  expect(summary.entries).toBe(2);
  expect(summary.functions.get("loginLinks:exchange")?.calls).toBe(1);
});

test.each(["", "Watching logs for dev deployment...", "{half a line", "{}", '{"identifier":"x"}', "[1]"])(
  "other output of the CLI is not an entry: %j",
  (line) => expect(parseEntry(line)).toBeNull(),
);

test("the report shows each count with its own name", () => {
  const text = logTables({
    ...summaryOf({}),
    conflicts: { runAgain: 2, givenUp: 3, byTable: new Map([["rateLimits", 4]]) },
    neverResolved: Array<string>(5).fill("promise"),
    unhandled: Array<string>(6).fill("rejection"),
    errors: Array<string>(7).fill("error"),
    errorLines: Array<string>(8).fill("line"),
    warnings: Array<string>(9).fill("warning"),
  }).join("\n");
  for (const row of [
    /entries \| 1 /,
    /run again \| 2 /,
    /given up after conflicts \| 3 /,
    /tables they conflicted over \| rateLimits 4 /,
    /never resolve \| 5 /,
    /rejections reported as unhandled .* \| 6 /,
    /functions that threw \| 7 /,
    /lines logged as errors \| 8 /,
    /warnings \| 9 /,
  ])
    expect(text).toMatch(row);
});

test("the report lists the functions that people wait for first, and shows thrown errors", () => {
  const text = logTables(
    summaryOf(
      { identifier: "crons:sweep", executionTime: 9 },
      { identifier: "POST /resend/webhook", udfType: "HttpAction", usageStats: {}, userExecutionTime: null },
      { error: "Uncaught Error: a | b\n  at c" },
    ),
  ).join("\n");
  const rows = text.split("\n").filter((line) => /^\| (?:crons|POST|loginLinks)/.test(line));
  expect(rows).toEqual([
    "| loginLinks:exchange | 1 | 12.0 | 12.0 | 4.0 | 4.0 | 9 | 0 | 1 |",
    "| POST /resend/webhook | 1 | 12.0 | 12.0 | – | – | – | 0 | 0 |",
    "| crons:sweep | 1 | 9000.0 | 9000.0 | 4.0 | 4.0 | 9 | 0 | 0 |",
    "| loginLinks:exchange: Uncaught Error: a \\| b at c | 1 |",
  ]);
});
