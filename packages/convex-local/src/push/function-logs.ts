import type { LogEntry, PushTarget } from "../types";

const LONG_POLL_MS = 30_000;

/**
 * `GET /api/stream_function_logs`: the entries after a cursor, which is a time in ms. Waits for the first entry. A
 * client's first poll has cursor 0 and needs only the end of the log, so it is answered at once.
 */
export async function streamFunctionLogs(target: PushTarget, cursor: number) {
  const { entries, cursor: end } = await target.logs.after(cursor, cursor === 0 ? 0 : LONG_POLL_MS);
  return { entries: entries.map(toCompletion), newCursor: end || Date.now() };
}

/** Times are in seconds here. The type requires the fields after `requestId`, but nothing measures them. */
function toCompletion(entry: LogEntry) {
  return {
    kind: "Completion",
    udfType: entry.udfType,
    componentPath: entry.componentPath || null,
    identifier: entry.identifier,
    logLines: entry.logLines.map((line) => structuredLine(line, entry.at)),
    timestamp: entry.at / 1000,
    executionTime: entry.executionTimeMs / 1000,
    executionTimestamp: entry.at / 1000,
    success: null,
    error: entry.error,
    requestId: entry.requestId,
    executionId: entry.requestId,
    cachedResult: false,
    caller: "Unknown",
    environment: "isolate",
    identityType: "unknown",
    willRetry: false,
    usageStats: {},
  };
}

function structuredLine(line: string, at: number) {
  const [, level = "LOG", message = line] = /^\[(DEBUG|ERROR|WARN|INFO|LOG)\] ([^]*)$/.exec(line) ?? [];
  return { messages: [message], level, timestamp: at, isTruncated: false };
}
