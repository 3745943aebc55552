/**
 * An entry of `npx convex logs --jsonl`, in the CLI's own type (`FunctionExecutionJson` in its
 * generatedFunctionLogsApi). Functions that log while they run have `Progress` entries before they end.
 */
export interface LogEntry {
  kind: "Completion" | "Progress";
  udfType: "Query" | "Mutation" | "Action" | "HttpAction";
  /** Null or missing for the app's own functions. */
  componentPath?: string | null;
  /** `module:function`, or `METHOD route` of an HTTP action. */
  identifier: string;
  /** When the call started, in seconds. */
  timestamp: number;
  logLines: LogLine[];
  cachedResult?: boolean;
  /** In seconds, including waiting for the database. */
  executionTime?: number;
  /** The part of `executionTime` that was JavaScript; the backend omits it if it is unknown. */
  userExecutionTime?: number | null;
  error?: string | null;
  /** Set if a mutation conflicted with another one; `willRetry` says whether the backend runs it again. */
  occInfo?: { tableName?: string | null; componentPath?: string | null } | null;
  willRetry?: boolean;
  usageStats?: { memoryUsedMb?: number };
}

/** In the CLI's own log the level of a line is a separate field; an older backend writes it into the text. */
export type LogLine =
  string | { messages: string[]; level: string; systemMetadata?: { code: string } | null };

/** The entry in one line of the CLI's output; null for a line that is not an entry. */
export function parseEntry(line: string): LogEntry | null {
  if (!line.startsWith("{")) return null;
  try {
    const entry = JSON.parse(line) as Partial<LogEntry>;
    const isEntry = typeof entry.identifier === "string" && Array.isArray(entry.logLines);
    return isEntry ? (entry as LogEntry) : null;
  } catch {
    return null;
  }
}

/** The app's own functions by their name; a component's with its path in front. */
export const nameOf = ({ componentPath, identifier }: LogEntry): string =>
  componentPath ? `${componentPath}/${identifier}` : identifier;

export function levelOf(line: LogLine): string {
  if (typeof line !== "string") return line.level;
  return /^\[(\w+)\]/.exec(line)?.[1] ?? "LOG";
}

export function textOf(line: LogLine): string {
  return typeof line === "string" ? line.replace(/^\[\w+\] /, "") : line.messages.join(" ");
}
