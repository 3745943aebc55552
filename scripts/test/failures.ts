import { stripVTControlCharacters } from "node:util";

/** The part of a test's message that is repeated at the end of `npm test`, in lines. */
const SHOWN_LINES = 25;

/** The relevant part of `jest --json`. A suite that could not be loaded has a message and no results. */
export interface JestSuites {
  testResults?: readonly {
    name: string;
    message: string;
    assertionResults: readonly {
      status: string;
      fullName: string;
      failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Each failed test with its file and message, or the message of the suite if it could not be loaded. */
export function failuresOfJest({ testResults = [] }: JestSuites): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0) return assertionResults.length === 0 && message ? [shown(name, message)] : [];
    return failed.map((test) => shown(`${name} › ${test.fullName}`, (test.failureMessages ?? []).join("\n")));
  });
}

interface PlaywrightSuite {
  title: string;
  suites?: readonly PlaywrightSuite[];
  specs?: readonly {
    title: string;
    file: string;
    line: number;
    tests: readonly { status: string; results: readonly { errors: readonly { message?: string }[] }[] }[];
  }[];
}

/** The relevant part of Playwright's JSON report. */
export interface PlaywrightSuites {
  suites?: readonly PlaywrightSuite[];
  errors?: readonly { message?: string }[];
}

/** Each test that failed, or passed only at the second attempt, with its file, line and messages. */
export function failuresOfPlaywright({ suites = [], errors = [] }: PlaywrightSuites): string[] {
  const outside = errors.map(({ message = "" }) => shown("outside of a test", message));
  return [...outside, ...suites.flatMap(failuresOfSuite)];
}

function failuresOfSuite({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => {
        const messages = results.flatMap((result) => result.errors.map(({ message = "" }) => message));
        return shown(`${file}:${line} › ${title}`, messages.join("\n"));
      }),
  );
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

function shown(name: string, message: string): string {
  const lines = stripVTControlCharacters(message).trim().split("\n").slice(0, SHOWN_LINES);
  return [name, ...lines.map((line) => `    ${line}`)].join("\n");
}
