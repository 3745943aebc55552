import type { Instrumentation } from "next";
import { reportRequestError } from "./lib/server/error-report";

/** Runs once, before the server answers any request. */
export async function register(): Promise<void> {
  // This condition keeps the code out of the bundle for the edge runtime, where there is no process to exit.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { requireEnvironment } = await import("./lib/server/boot");
    await requireEnvironment();
    const { readBrand } = await import("./lib/server/brand");
    void readBrand();
  }
}

export const onRequestError: Instrumentation.onRequestError = reportRequestError;
