import { failuresOfJest, failuresOfPlaywright, type JestSuites, type PlaywrightSuites } from "./failures";

/** How many checks passed, failed and were skipped. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** The failed tests with their messages. Missing if the step has no tests of its own. */
  failures?: readonly string[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function add(...tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
      ...(sum.failures || next.failures
        ? { failures: [...(sum.failures ?? []), ...(next.failures ?? [])] }
        : {}),
    }),
    NOTHING,
  );
}

/** A step without tests of its own, such as the linter, counts as one check. */
export function oneCheck(succeeded: boolean): Tally {
  return { ...NOTHING, [succeeded ? "passed" : "failed"]: 1 };
}

/** A step that crashed before or beside its tests fails, even if every test that ran has passed. */
export function withExitCode(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? add(tally, oneCheck(false)) : tally;
}

/** The relevant part of `jest --json`: a suite that could not be loaded counts as one failure. */
export interface JestReport extends JestSuites {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

export function tallyOfJest(report: JestReport): Tally {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failuresOfJest(report),
  };
}

/** The relevant part of Playwright's JSON report; `errors` are those outside of tests. */
export interface PlaywrightReport extends PlaywrightSuites {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: NonNullable<PlaywrightSuites["errors"]>;
}

/** A flaky test, which passed at the second try, counts as a failure here. */
export function tallyOfPlaywright(report: PlaywrightReport): Tally {
  const { stats, errors } = report;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: failuresOfPlaywright(report),
  };
}

/** The tally as text, such as "412 passed, 0 failed". */
export function inWords({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : "");
}
