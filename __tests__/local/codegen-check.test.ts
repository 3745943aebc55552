import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { readGenerated, staleFiles, writeGenerated } from "../../local/convex/codegen-check";

test("generated files that differ, are new or are gone are stale, and can be put back", async () => {
  const project = await mkdtemp(path.join(os.tmpdir(), "latchkey-codegen-"));
  const committed = new Map([
    ["api.d.ts", "old"],
    ["api.js", "same"],
    ["gone.js", ""],
  ]);
  await writeGenerated(project, committed);
  await writeGenerated(project, new Map([["api.d.ts", "new"], ["api.js", "same"], ["more/new.js", ""], ["ai/notes.md", ""]])); // prettier-ignore
  expect(staleFiles(committed, await readGenerated(project))).toEqual([
    "api.d.ts",
    "gone.js",
    path.join("more", "new.js"),
  ]);
  await writeGenerated(project, committed);
  expect(await readGenerated(project)).toEqual(committed);
  await rm(project, { recursive: true });
});
