import { describe, expect, test } from "@jest/globals";
import { runSteps } from "../../scripts/test/schedule";
import type { Step } from "../../scripts/test/step";
import { oneCheck, tallyOfJest, tallyOfPlaywright, type Tally } from "../../scripts/test/tally";
import type { Output } from "../../scripts/test/tools";

/** A step that ends when the test calls `pass` or `fail`. */
function held(name: string, options: Pick<Step, "isAlone"> = {}) {
  let finish!: (tally: Tally) => void;
  let fail!: (error: Error) => void;
  const ended = new Promise<Tally>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const begun: Output[] = [];
  const run = (output: Output) => {
    begun.push(output);
    return ended;
  };
  const say = (text: string) => {
    const [output] = begun;
    if (typeof output === "function") output(text);
  };
  return {
    step: { name, ...options, run },
    begun,
    say,
    fail,
    pass: () => finish(oneCheck(true)),
    end: finish,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function begin(steps: Step[], lanes = 2) {
  const lines: string[] = [];
  const sum = runSteps(steps, lanes, (line) => lines.push(line.trim().replace(/ \([\d.]+ s\)$/, "")));
  return { lines, sum };
}

describe("the steps of npm test", () => {
  test("run in parallel, and the output of each is printed when it ends", async () => {
    const [lint, types, format] = [held("lint"), held("types"), held("format")];
    const { lines, sum } = begin([lint.step, types.step, format.step]);
    expect([lint, types, format].map(({ begun }) => begun.length)).toEqual([1, 1, 0]);
    lint.say("one ");
    types.say("two");
    lint.say("three");
    types.pass();
    await turn();
    expect(lines).toEqual(["── types", "two", "── types: 1 passed, 0 failed"]);
    expect(format.begun).toHaveLength(1);
    format.pass();
    lint.pass();
    expect(await sum).toEqual({ passed: 3, failed: 0, skipped: 0 });
    expect(lines.slice(-3)).toEqual(["── lint", "one three", "── lint: 1 passed, 0 failed"]);
  });

  test("run alone if they need every core, and then print at once", async () => {
    const [unit, lint, browser] = [
      held("unit", { isAlone: true }),
      held("lint"),
      held("browser", { isAlone: true }),
    ];
    const { lines, sum } = begin([unit.step, lint.step, browser.step]);
    expect(unit.begun).toHaveLength(0);
    lint.pass();
    await turn();
    expect([unit.begun, browser.begun]).toEqual([["terminal"], []]);
    expect(lines.at(-1)).toBe("── unit");
    unit.pass();
    await turn();
    expect(browser.begun).toHaveLength(1);
    browser.pass();
    await sum;
  });

  test("all run, even if one crashes, which counts as one failure", async () => {
    const [lint, types] = [held("lint"), held("types")];
    const { lines, sum } = begin([lint.step, types.step], 1);
    lint.fail(new Error("out of paper"));
    await turn();
    types.pass();
    expect(await sum).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(lines.join("\n")).toContain("out of paper");
    expect(lines.at(-1)).toBe("── failed\nlint");
  });

  test("that failed are printed again at the end, with the names and messages of their tests", async () => {
    const jest = {
      ...{
        numPassedTests: 1,
        numFailedTests: 1,
        numPendingTests: 0,
        numTodoTests: 0,
        numRuntimeErrorTestSuites: 1,
      },
      testResults: [
        {
          name: "sum.test.ts",
          message: "all messages of the suite",
          assertionResults: [
            { status: "passed", fullName: "adds one" },
            { status: "failed", fullName: "adds two", failureMessages: ["\u001b[31mgot 3\u001b[39m"] },
          ],
        },
        { name: "lost.test.ts", message: "cannot be loaded", assertionResults: [] },
      ],
    };
    const click = {
      title: "clicks",
      file: "click.spec.ts",
      line: 7,
      tests: [{ status: "flaky", results: [{ errors: [{ message: "too late" }] }, { errors: [] }] }],
    };
    const playwright = {
      stats: { expected: 0, unexpected: 0, flaky: 1, skipped: 0 },
      errors: [{ message: "no server" }],
      suites: [{ title: "click.spec.ts", suites: [{ title: "a page", specs: [click] }] }],
    };
    const [unit, browser] = [held("unit", { isAlone: true }), held("browser", { isAlone: true })];
    const { lines, sum } = begin([unit.step, browser.step]);
    unit.end(tallyOfJest(jest));
    browser.end(tallyOfPlaywright(playwright));
    await sum;
    expect(lines.at(-1)?.split("\n")).toEqual([
      "── failed",
      "unit: sum.test.ts › adds two",
      "    got 3",
      "unit: lost.test.ts",
      "    cannot be loaded",
      "browser: outside of a test",
      "    no server",
      "browser: click.spec.ts:7 › clicks",
      "    too late",
    ]);
  });
});
