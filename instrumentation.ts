import type { Instrumentation } from "next";
import { reportRequestError } from "./lib/error-report";

/** Runs once before the server answers anybody. */
export async function register(): Promise<void> {
  const { requireEnvironment } = await import("./lib/boot");
  await requireEnvironment();
}

export const onRequestError: Instrumentation.onRequestError = reportRequestError;
