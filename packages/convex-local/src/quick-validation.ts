import type { Database } from "./convex-test-internals";

/**
 * convex-test tries the members of a union one after the other, and throws an error for each that does not fit.
 * Collecting the stacks of those errors took longer than all the rest of a write. If no member fits, the value is
 * validated again, with stacks.
 */
export function validateWithoutStacks(db: Database): void {
  const validate = db._validate.bind(db);
  db._validate = (table, value) => {
    if (!fits(() => validate(table, value))) validate(table, value);
  };
}

function fits(validate: () => void): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    validate();
    return true;
  } catch {
    return false;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
