import type { Instrumentation } from "next";
import { reportRequestError } from "./lib/server/error-report";

/** Runs once before the server answers anybody. */
export async function register(): Promise<void> {
  // Said so, it stays out of the bundle for the edge, which has no process to end.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { requireEnvironment } = await import("./lib/server/boot");
    await requireEnvironment();
  }
}

export const onRequestError: Instrumentation.onRequestError = reportRequestError;
