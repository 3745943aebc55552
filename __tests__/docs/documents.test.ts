import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type Ending, MADE } from "@/convex/model/endings";

const read = (file: string) => readFileSync(file, "utf8");

const documents = [".", "docs", "docs/decisions"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join(folder, name)),
);

describe("links between files", () => {
  it.each(documents)("in %s lead to existing files", (file) => {
    // A target that contains parentheses is written in angle brackets.
    const links = read(file).matchAll(/\]\((?:<([^>]+)>|(?!https?:|mailto:|#|<)([^)#\s]+))/g);
    const targets = [...links].map(([, bracketed, plain]) => bracketed ?? plain);
    const missing = targets
      .map((target) => path.join(path.dirname(file), target!))
      .filter((target) => !existsSync(target) && !isTakenAway(target));
    expect(missing).toEqual([]);
  });
});

/**
 * The tests that the tables of a page name. The last column of a row has files in backticks, and after each file the
 * names of its tests in quotes.
 */
function testsNamed(page: string): { file: string; words: string }[] {
  const cells = page.split("\n").flatMap((line) => /^\|.*\|(.*)\|$/.exec(line)?.[1] ?? []);
  return cells.flatMap((cell) =>
    cell.split(/(?=`(?:app|convex|lib|emails|e2e|packages)\/)/).flatMap((part) => {
      const file = /^`([^`]+\.(?:test|spec)\.tsx?)`/.exec(part)?.[1];
      const quoted = [...part.matchAll(/"([^"]+)"/g)].map(([, words]) => words!);
      return file ? [file, ...quoted].map((words) => ({ file, words })) : [];
    }),
  );
}

const place = (file: string) => (/^(?:e2e|packages)\//.test(file) ? file : path.join("__tests__", file));

/** Whether the target belongs to a local stand-in that has been removed. The documents keep such links. */
function isTakenAway(target: string): boolean {
  const [standIn] = /^packages\/(?:convex|resend)-local/.exec(target) ?? [];
  return standIn !== undefined && !existsSync(standIn);
}

/** Whether the file exists and contains these words. "…" stands for any text in between. */
function isThere(file: string, words: string): boolean {
  if (!existsSync(place(file))) return false;
  const text = read(place(file)).replace(/\s+/g, " ");
  const parts = words.split("…").map((part) => part.trim().replace(/,$/, ""));
  return words === file || parts.every((part) => text.includes(part));
}

/**
 * The cells of the table below a heading, row by row. A cell that begins with a word in backticks is reduced to that
 * word.
 */
function tableBelow(page: string, heading: string): string[][] {
  const section = page.slice(page.indexOf(heading)).split("\n## ")[0]!;
  const lines = section.split("\n").filter((line) => line.startsWith("| `"));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => /^`(\w+)`/.exec(cell.trim())?.[1] ?? cell.trim()),
  );
}

describe("what ends with what", () => {
  it("is the same in the threat model as in the code", () => {
    const rows = Object.entries<Ending>(MADE).map(([name, { takes, then, session = "" }]) => [
      name,
      takes,
      then,
      session,
    ]);
    expect(tableBelow(read("docs/threat-model.md"), "### What ends with what")).toEqual(rows);
  });
});

describe("the threat model", () => {
  const named = testsNamed(read("docs/threat-model.md"));

  it("quotes only names of existing tests", () =>
    expect(named.filter(({ file, words }) => !isThere(file, words))).toEqual([]));

  it("names a test for most of its threats", () => expect(named.length).toBeGreaterThan(100));
});
