import { execFile } from "node:child_process";
import { expect, jest, test } from "@jest/globals";

/** Processes start slowly on a busy machine. */
jest.setTimeout(180_000);

/** The output of a process that blocks its thread. */
function outputOf(...args: string[]): Promise<string> {
  const command = ["--import", "tsx", "packages/convex-local/test/blocking-child.ts", ...args];
  const env = { ...process.env, NODE_OPTIONS: "" };
  return new Promise((resolve) =>
    execFile(process.execPath, command, { env }, (_error, stdout) => resolve(stdout)),
  );
}

test("the deployment's own work may block for longer than a function may", async () => {
  expect(await outputOf("exempt")).toBe("survived");
});

test("and this test would notice if it were ended like a function", async () => {
  expect(await outputOf()).toBe("");
});
