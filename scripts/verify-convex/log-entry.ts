/**
 * An entry of `npx convex logs --jsonl`, as the CLI's own type has it (`FunctionExecutionJson` in its
 * generatedFunctionLogsApi). Functions that write while they run have `Progress` entries before they end.
 */
export interface LogEntry {
  kind: "Completion" | "Progress";
  udfType: "Query" | "Mutation" | "Action" | "HttpAction";
  /** Null or absent for the app's own. */
  componentPath?: string | null;
  /** `module:function`, or `METHOD route` of an HTTP action. */
  identifier: string;
  /** When it began to be worked on, in seconds. */
  timestamp: number;
  logLines: LogLine[];
  cachedResult?: boolean;
  /** In seconds, waiting for the database included. */
  executionTime?: number;
  /** The part of it that was JavaScript; the backend leaves it out where it does not know. */
  userExecutionTime?: number | null;
  error?: string | null;
  /** There where a mutation lost against another one; `willRetry` says whether the backend runs it again. */
  occInfo?: { tableName?: string | null; componentPath?: string | null } | null;
  willRetry?: boolean;
  usageStats?: { memoryUsedMb?: number };
}

/** In the CLI's own log a line has its level apart; an older backend writes it into the text. */
export type LogLine =
  string | { messages: string[]; level: string; systemMetadata?: { code: string } | null };

/** Null for whatever else the CLI prints. */
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

/** The app's own are called by their name; a component's have its path in front. */
export const nameOf = ({ componentPath, identifier }: LogEntry): string =>
  componentPath ? `${componentPath}/${identifier}` : identifier;

export function levelOf(line: LogLine): string {
  if (typeof line !== "string") return line.level;
  return /^\[(\w+)\]/.exec(line)?.[1] ?? "LOG";
}

export function textOf(line: LogLine): string {
  return typeof line === "string" ? line.replace(/^\[\w+\] /, "") : line.messages.join(" ");
}
