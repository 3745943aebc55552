/** A failed mutation or action. Its caller gets the error too: see use-call.ts. */
const FAILED_CALL = /^\[CONVEX [MA]\(/;

/**
 * For Convex's client: what it logs to the console, without failed calls. A refusal that the page shows is not an
 * error.
 */
export const clientLogger = {
  logVerbose: () => undefined,
  log: (...args: unknown[]) => console.log(...args),
  warn: (...args: unknown[]) => console.warn(...args),
  error(...args: unknown[]) {
    if (!FAILED_CALL.test(String(args[0]))) console.error(...args);
  },
};
