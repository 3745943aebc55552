import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { fillPlace, PAGE, requirePlaces, writePlace } from "../../bench/support/page";
import { table } from "../../bench/support/report";

const EMPTY = `# Benchmarks

Before.

<!-- bench:exchange -->

Old figures.

<!-- /bench:exchange -->

After.

<!-- bench:asking -->
<!-- /bench:asking -->
`;

describe("writing a result into the page", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "latchkey-bench-"));
    file = path.join(folder, "benchmarks.md");
    await writeFile(file, EMPTY);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("replaces the last result between its markers, and changes nothing else", async () => {
    await writePlace("exchange", table("One exchange", ["", "p50, ms"], [["ours", "13.3"]]), file);
    const page = await readFile(file, "utf8");
    expect(page).toContain("| ours | 13.3");
    expect(page).not.toContain("Old figures.");
    expect(page.indexOf("13.3")).toBeLessThan(page.indexOf("<!-- /bench:exchange -->"));
    expect(page.replace(/(?<=<!-- bench:exchange -->).*(?=<!-- \/bench:exchange -->)/s, "")).toBe(
      EMPTY.replace(/(?<=<!-- bench:exchange -->).*(?=<!-- \/bench:exchange -->)/s, ""),
    );
  });

  it("changes nothing when the same result is written twice", async () => {
    await writePlace("asking", "Some figures.", file);
    const once = await readFile(file, "utf8");
    await writePlace("asking", "Some figures.", file);
    expect(await readFile(file, "utf8")).toBe(once);
  });

  it("is refused before anything is measured if the page has no markers for it", async () => {
    await expect(requirePlaces(["exchange", "import"], file)).rejects.toThrow("no place for import");
    await expect(requirePlaces(["exchange", "asking"], file)).resolves.toBeUndefined();
  });
});

it("an end marker before its begin marker is refused", () => {
  expect(() => fillPlace("<!-- /bench:x -->\n<!-- bench:x -->", "x", "")).toThrow("no place for x");
});

it.each(["exchange", "asking", "members", "campaign", "editing", "import", "reminders"])(
  "docs/benchmarks.md has markers for %s",
  (name) => expect(requirePlaces([name], PAGE)).resolves.toBeUndefined(),
);
