import { levelOf, type LogEntry, nameOf, textOf } from "./log-entry";

/** What the log says of one function. */
export interface FunctionTimes {
  calls: number;
  /** In ms. What came from the cache of queries has run nothing, and is not in it. */
  tookMs: number[];
  /** The part that was JavaScript, where the deployment tells it. */
  scriptMs: number[];
  /** The most that a call took; 0 where the deployment does not tell. */
  memoryMb: number;
  conflicts: number;
  errors: number;
}

export interface LogSummary {
  entries: number;
  functions: Map<string, FunctionTimes>;
  /** Mutations that lost against another one and were run again, and those that were given up. */
  conflicts: { runAgain: number; givenUp: number; byTable: Map<string, number> };
  neverResolved: string[];
  unhandled: string[];
  /** What functions threw, conflicts aside. */
  errors: string[];
  /** What was logged as an error, by the app. */
  errorLines: string[];
  warnings: string[];
}

export const newSummary = (): LogSummary => ({
  entries: 0,
  functions: new Map(),
  conflicts: { runAgain: 0, givenUp: 0, byTable: new Map() },
  neverResolved: [],
  unhandled: [],
  errors: [],
  errorLines: [],
  warnings: [],
});

/** In the backend's words, of a function that returned a promise which nothing can settle any more. */
const NEVER_RESOLVES = /promise will never resolve/i;
/** The stand-in says so. Convex ends the call with the rejection's own error, which is among the errors. */
const UNHANDLED = /unhandled/i;

export function addEntry(summary: LogSummary, entry: LogEntry): void {
  summary.entries++;
  addLines(summary, entry);
  if (entry.kind !== "Completion") return;
  const times = timesOf(summary, nameOf(entry));
  if (entry.occInfo) addConflict(summary, times, entry);
  else addCall(summary, times, entry);
}

function addLines(summary: LogSummary, entry: LogEntry): void {
  for (const line of entry.logLines) {
    const said = `${nameOf(entry)}: ${textOf(line)}`;
    if (levelOf(line) === "WARN") summary.warnings.push(said);
    if (levelOf(line) === "ERROR") summary.errorLines.push(said);
  }
}

/** A try that was lost did nothing; the call is the one that follows. */
function addConflict(summary: LogSummary, times: FunctionTimes, { occInfo, willRetry }: LogEntry): void {
  const { conflicts } = summary;
  const table = [occInfo?.componentPath, occInfo?.tableName ?? "unknown"].filter(Boolean).join("/");
  times.conflicts++;
  conflicts.byTable.set(table, (conflicts.byTable.get(table) ?? 0) + 1);
  if (willRetry) conflicts.runAgain++;
  else conflicts.givenUp++;
}

function addCall(summary: LogSummary, times: FunctionTimes, entry: LogEntry): void {
  times.calls++;
  if (!entry.cachedResult && entry.executionTime !== undefined)
    times.tookMs.push(entry.executionTime * 1_000);
  if (!entry.cachedResult && typeof entry.userExecutionTime === "number")
    times.scriptMs.push(entry.userExecutionTime * 1_000);
  times.memoryMb = Math.max(times.memoryMb, entry.usageStats?.memoryUsedMb ?? 0);
  if (entry.error) addError(summary, times, `${nameOf(entry)}: ${entry.error}`);
}

function addError(summary: LogSummary, times: FunctionTimes, said: string): void {
  times.errors++;
  if (NEVER_RESOLVES.test(said)) summary.neverResolved.push(said);
  else if (UNHANDLED.test(said)) summary.unhandled.push(said);
  else summary.errors.push(said);
}

function timesOf({ functions }: LogSummary, name: string): FunctionTimes {
  const none = { calls: 0, tookMs: [], scriptMs: [], memoryMb: 0, conflicts: 0, errors: 0 };
  const times = functions.get(name) ?? none;
  functions.set(name, times);
  return times;
}
