import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { nodeSteps } from "../../scripts/test/nodes";
import { runSteps } from "../../scripts/test/schedule";
import { inWords } from "../../scripts/test/tally";

const ways = process.env.PATH;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-npx-"));
});
afterEach(() => {
  process.env.PATH = ways;
  rmSync(folder, { recursive: true });
});

/** Puts an npx that runs this script before the real npx in PATH. */
function npxThat(script: string): void {
  writeFileSync(path.join(folder, "npx"), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, "npx"), 0o755);
  process.env.PATH = `${folder}:${ways}`;
}

async function tallyOn(version: string) {
  const lines: string[] = [];
  const sum = await runSteps(nodeSteps([version]), 1, (line) => lines.push(line));
  return { words: inWords(sum), lines: lines.join("\n") };
}

test("a version of Node that npm cannot download is reported as skipped", async () => {
  npxThat("echo 'npm error network getaddrinfo ENOTFOUND registry.npmjs.org' >&2; exit 1");
  const { words, lines } = await tallyOn("22");
  expect(words).toBe("0 passed, 0 failed, 1 skipped");
  expect(lines).toContain("Node 22: 0 passed, 0 failed, 1 skipped");
});

test("a version of Node on which the stack does not start fails", async () => {
  npxThat(`echo "node is at ${path.join(folder, "node")}"`);
  writeFileSync(path.join(folder, "node"), "#!/bin/sh\necho broken; exit 3\n");
  chmodSync(path.join(folder, "node"), 0o755);
  expect((await tallyOn("22")).words).toBe("0 passed, 1 failed");
});

test("an invalid version fails", async () => {
  expect(await tallyOn("lts")).toMatchObject({
    words: "0 passed, 1 failed",
    lines: expect.stringContaining("lts is not a version of Node"),
  });
});
