import { levelOf, type LogEntry, nameOf, textOf } from "./log-entry";

/** The log's figures for one function. */
export interface FunctionTimes {
  calls: number;
  /** In ms. Results from the query cache ran nothing and are not included. */
  tookMs: number[];
  /** The part that was JavaScript, if the deployment reports it. */
  scriptMs: number[];
  /** The maximum of one call; 0 if the deployment does not report it. */
  memoryMb: number;
  conflicts: number;
  errors: number;
}

export interface LogSummary {
  entries: number;
  functions: Map<string, FunctionTimes>;
  /** Mutations that conflicted and were run again, and those that were given up. */
  conflicts: { runAgain: number; givenUp: number; byTable: Map<string, number> };
  neverResolved: string[];
  unhandled: string[];
  /** Errors that functions threw, except conflicts. */
  errors: string[];
  /** Lines that the app logged as errors. */
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

/** The backend's message for a function that returned a promise which can never be settled. */
const NEVER_RESOLVES = /promise will never resolve/i;
/**
 * The stand-in's message for an unhandled rejection. Convex ends the call with the rejection's own error, which is in
 * `errors`.
 */
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

/** A call that conflicted had no effect, so only the conflict is counted here. The next try counts as the call. */
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
