/** Real exports from common tools, one small file for each format, and the people that each file must yield. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { mappingProblem } from "../../../lib/audience/columns";
import { readList } from "./read-list";

const FOLDER = path.join(import.meta.dirname, "corpus");

type Person = { email: string; name?: string; fields?: Record<string, string> };
type Expected =
  { people: Person[]; rejected: [line: number, reason: string][]; isGuess?: true } | { refused: string };

const expected = JSON.parse(readFileSync(path.join(FOLDER, "expected.json"), "utf8")) as Record<
  string,
  Expected
>;
const files = readdirSync(FOLDER).filter((name) => name !== "expected.json");

it("every file has a list of expected people", () =>
  expect(files.sort()).toEqual(Object.keys(expected).sort()));

describe.each(Object.entries(expected))("%s", (name, wanted) => {
  const bytes = () => new Uint8Array(readFileSync(path.join(FOLDER, name)));

  if ("refused" in wanted) {
    it("is refused with a message", () => expect(() => readList(bytes())).toThrow(wanted.refused));
    return;
  }

  it("yields its people and reports every other row", () => {
    const { table, summary, rows, rejected } = readList(bytes());
    expect(mappingProblem(table.mapping)).toBeNull();
    expect(rows.map(({ email, name: known }) => [email, known])).toEqual(
      wanted.people.map((person) => [person.email, person.name]),
    );
    wanted.people.forEach(({ fields = {} }, at) => expect(rows[at]?.fields).toMatchObject(fields));
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual(wanted.rejected);
    expect(table.encoding?.isGuess ?? false).toBe(wanted.isGuess ?? false);
    expect(summary.good + summary.rejected).toBe(table.rowCount);
  });
});
