import { redact } from "./redact";

export type Level = "info" | "error";

/** The details of an event. Undefined fields are left out. */
export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The part of an error that a log keeps. Its data and enumerable fields are left out, because they may contain secrets.
 */
export function asFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  const digest = (error as { digest?: unknown }).digest;
  return {
    error: `${error.name}: ${error.message}`,
    cause,
    digest: typeof digest === "string" ? digest : undefined,
    stack: error.stack,
  };
}

/** One JSON object on one line, for programs. */
export function jsonLine(level: Level, event: string, fields: Fields): string {
  return JSON.stringify({ level, event, ...clean(fields) });
}

/** For people: the event and its details, with the stack below them. */
export function readableLine(event: string, { stack, ...fields }: Fields): string {
  const known = Object.entries(clean(fields)).map(([name, value]) => `${name}=${value}`);
  return [[event, ...known].join(" "), ...(stack ? [redact(String(stack))] : [])].join("\n");
}

function clean(fields: Fields): Fields {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([name, value]) => [name, typeof value === "string" ? redact(value) : value]),
  );
}
