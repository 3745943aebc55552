import { types } from "node:util";
import { PushError } from "../types";

/**
 * An error thrown while a module was imported, in the form that the CLI should print: kind, message, and location in
 * the bundle.
 */
export function describeImportError(error: unknown): string {
  if (error instanceof PushError) return `Uncaught Error: ${error.message} (${error.code})`;
  if (!types.isNativeError(error)) return `Uncaught ${String(error)}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => line.includes("convex:/"));
  return [`Uncaught ${error.name}: ${error.message}`, ...frames.slice(0, 8)].join("\n");
}

/** The real backend's answer to any failure of the pushed modules themselves. */
export function invalidModules(detail: string): PushError {
  return new PushError(
    "InvalidModules",
    `Loading the pushed modules encountered the following error:\n${detail}`,
  );
}
