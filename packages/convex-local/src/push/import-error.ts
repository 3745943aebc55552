import { types } from "node:util";
import { PushError } from "../types";

/** An error thrown while a module was imported, as the CLI should print it: kind, message, and where in the bundle. */
export function describeImportError(error: unknown): string {
  if (error instanceof PushError) return `Uncaught Error: ${error.message} (${error.code})`;
  if (!types.isNativeError(error)) return `Uncaught ${String(error)}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => line.includes("convex:/"));
  return [`Uncaught ${error.name}: ${error.message}`, ...frames.slice(0, 8)].join("\n");
}

/** What the real backend answers for any failure of the pushed modules themselves. */
export function invalidModules(detail: string): PushError {
  return new PushError(
    "InvalidModules",
    `Loading the pushed modules encountered the following error:\n${detail}`,
  );
}
