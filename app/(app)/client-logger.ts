/** The beginning of the line that Convex's client logs for a failed mutation or action. */
const FAILED_CALL = /^\[CONVEX [MA]\(/;

/**
 * The logger for Convex's client. It writes to the console, except for failed calls. Their callers get the error, and
 * use-call.ts logs the unexpected ones.
 */
export const clientLogger = {
  logVerbose: () => undefined,
  log: (...args: unknown[]) => console.log(...args),
  warn: (...args: unknown[]) => console.warn(...args),
  error(...args: unknown[]) {
    if (!FAILED_CALL.test(String(args[0]))) console.error(...args);
  },
};
