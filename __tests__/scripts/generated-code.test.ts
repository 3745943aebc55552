import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { readGenerated, staleFiles, writeGenerated } from "../../scripts/generated-code";

test("generated files that were changed, added or deleted are reported as stale, and can be restored", async () => {
  const project = await mkdtemp(path.join(os.tmpdir(), "latchkey-codegen-"));
  const committed = new Map([
    ["_generated/api.d.ts", "old"],
    ["_generated/api.js", "same"],
    ["lock/_generated/gone.ts", ""],
  ]);
  await writeGenerated(project, committed);
  await writeGenerated(
    project,
    new Map([
      ["_generated/api.d.ts", "new"],
      ["_generated/api.js", "same"],
      ["_generated/more/new.js", ""],
      ["_generated/ai/notes.md", ""],
      ["written-by-hand.ts", ""],
    ]),
  );
  expect(staleFiles(committed, await readGenerated(project))).toEqual([
    "_generated/api.d.ts",
    "_generated/more/new.js",
    "lock/_generated/gone.ts",
  ]);
  await writeGenerated(project, committed);
  expect(await readGenerated(project)).toEqual(committed);
  await rm(project, { recursive: true });
});
