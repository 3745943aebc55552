/** A mutation or an action that failed. Its caller gets the error too: see use-call.ts. */
const FAILED_CALL = /^\[CONVEX [MA]\(/;

/** For Convex's client: what it writes on the console, without the calls that failed. A refusal that the page shows is no error. */
export const clientLogger = {
  logVerbose: () => undefined,
  log: (...args: unknown[]) => console.log(...args),
  warn: (...args: unknown[]) => console.warn(...args),
  error(...args: unknown[]) {
    if (!FAILED_CALL.test(String(args[0]))) console.error(...args);
  },
};
