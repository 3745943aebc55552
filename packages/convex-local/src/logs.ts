// These timers are imported, because the global ones are forbidden inside a mutation, and a mutation's log line may
// wake a reader.
import { performance } from "node:perf_hooks";
import { clearTimeout, setTimeout } from "node:timers";
import { inspect } from "node:util";

import type { FunctionKind, FunctionType, LogEntry, LogReader } from "./types";

const KEPT = 1000;
const UDF_TYPES: Record<FunctionKind, LogEntry["udfType"]> = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
  httpAction: "HttpAction",
};

/** The newest log entries of functions, for `npx convex logs`. Each is also printed as a line on standard output. */
export class DeploymentLog implements LogReader {
  private entries: LogEntry[] = [];
  private waiting = new Set<() => void>();
  private lastAt = 0;

  constructor(private readonly print: (line: string) => void) {}

  add(entry: LogEntry): void {
    // Cursors are times, so two entries of one millisecond get different times. Otherwise a reader would miss the
    // second one.
    this.lastAt = Math.max(entry.at, this.lastAt + 0.001);
    this.entries.push({ ...entry, at: this.lastAt });
    if (this.entries.length > KEPT) this.entries = this.entries.slice(-KEPT);
    for (const wake of this.waiting) wake();
  }

  line(identifier: string, level: string, text: string): void {
    const oneLine = text.replace(/\s*\n\s*/g, " | ");
    this.print(`${identifier} ${level === "LOG" ? "" : `${level.toLowerCase()}: `}${oneLine}`);
  }

  async after(cursor: number, timeoutMs: number): Promise<{ entries: LogEntry[]; cursor: number }> {
    if (!this.entries.some((entry) => entry.at > cursor)) await this.next(timeoutMs);
    const entries = this.entries.filter((entry) => entry.at > cursor);
    return { entries, cursor: entries.at(-1)?.at ?? Math.max(cursor, this.lastAt) };
  }

  private next(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.waiting.add(wake);
    });
  }
}

/** The log of one function while it runs. */
export class FunctionLog {
  private readonly startedAt = Date.now();
  /** This is not from `Date`, because that time stands still in a mutation. */
  private readonly startedTicking = performance.now();
  readonly console: Console;

  constructor(
    private readonly log: DeploymentLog,
    private readonly source: {
      kind: FunctionKind;
      componentPath: string;
      identifier: string;
      requestId: string;
    },
    private readonly lines: string[],
  ) {
    this.console = this.makeConsole();
  }

  private makeConsole(): Console {
    const write =
      (level: string) =>
      (...values: unknown[]) =>
        this.write(level, values);
    const own = { log: "LOG", info: "INFO", warn: "WARN", error: "ERROR", debug: "DEBUG", trace: "TRACE" };
    const methods = Object.entries(own).map(([name, level]) => [name, write(level)] as const);
    return Object.assign(Object.create(console) as Console, Object.fromEntries(methods));
  }

  /** In Convex's format: `[LOG] 'text' { an: 'object' }`. */
  private write(level: string, values: unknown[]): void {
    this.lines.push(`[${level}] ${values.map((value) => inspect(value)).join(" ")}`);
    const plain = values.map((value) =>
      typeof value === "string" ? value : inspect(value, { breakLength: Infinity }),
    );
    this.log.line(this.name, level, plain.join(" "));
  }

  private get name(): string {
    const { componentPath, identifier } = this.source;
    return componentPath ? `${componentPath}/${identifier}` : identifier;
  }

  /** @param error the description of the function's error; null if the function returned */
  finish(error: string | null): void {
    const { kind, componentPath, identifier, requestId } = this.source;
    if (error) this.log.line(this.name, "ERROR", error);
    this.log.add({
      at: this.startedAt,
      componentPath,
      udfType: UDF_TYPES[kind] satisfies FunctionType | "HttpAction",
      identifier,
      requestId,
      logLines: this.lines,
      error,
      executionTimeMs: performance.now() - this.startedTicking,
    });
  }
}
