import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import Papa from "papaparse";
import { parseTable } from "../../../lib/audience/parse-table";

const lines = (text: string) => parseTable(text).rows.map(({ line, cells }) => [line, ...cells]);

describe("a table", () => {
  it.each([
    [",", "email,name\na@x.io,Ada"],
    [";", "email;name\na@x.io;Ada"],
    ["\t", "email\tname\na@x.io\tAda"],
    ["|", "email|name\na@x.io|Ada"],
  ])("can be separated by %j", (delimiter, text) => {
    expect(parseTable(text)).toMatchObject({ delimiter, rejected: [] });
    expect(lines(text)).toEqual([
      [1, "email", "name"],
      [2, "a@x.io", "Ada"],
    ]);
  });

  it("may hold commas in quotes if semicolons separate it", () => {
    expect(lines('name;email\n"Lovelace, Ada";a@x.io\n"Hopper, Grace, R.Adm.";g@x.io')).toEqual([
      [1, "name", "email"],
      [2, "Lovelace, Ada", "a@x.io"],
      [3, "Hopper, Grace, R.Adm.", "g@x.io"],
    ]);
  });

  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("counts lines like an editor: quotes over several lines, blank lines, %s", (_, end) => {
    const text = ["email,note", 'a@x.io,"one', "", 'two ""2"""', "", "b@x.io,three", ""].join(end);
    expect(lines(text)).toEqual([
      [1, "email", "note"],
      [2, "a@x.io", 'one\n\ntwo "2"'],
      [6, "b@x.io", "three"],
    ]);
  });

  it("is one column if it has no separator", () => {
    expect(lines("\ufeffa@x.io\n\n  \nb@x.io\n")).toEqual([
      [1, "a@x.io"],
      [4, "b@x.io"],
    ]);
  });

  it.each(["", "\n\n", " \r\n\t\n"])("is empty for %j", (text) => {
    expect(parseTable(text).rows).toEqual([]);
  });

  it("loses only one line to an unclosed quote, not the rest of the file", () => {
    const { rows, rejected } = parseTable('email,name\na@x.io,A\nb@x.io,"B\nc@x.io,C\nd@x.io,D');
    expect(rejected).toEqual([
      { line: 3, value: 'b@x.io,"B', reason: "unclosed_quote", cells: ['b@x.io,"B'] },
    ]);
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4, 5]);
  });

  it("returns each cell that was written, with its line", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", " ", "\t") });
    const table = fc.array(fc.tuple(fc.constant("x"), cell, fc.constant("end")), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(table, (data) => {
        const text = Papa.unparse([["a", "b", "c"], ...data], { quotes: true, newline: "\n" });
        const { rows } = parseTable(text);
        expect(rows.slice(1).map(({ cells }) => cells)).toEqual(data);
        const source = text.split("\n");
        for (const { line } of rows.slice(1)) expect(source[line - 1]).toMatch(/^"x",/);
      }),
    );
  });
});

describe("a pasted list", () => {
  it("of addresses between commas and semicolons gives a row for each", () => {
    expect(lines("a@x.io, b@x.io; c@x.io,\nd@x.io")).toEqual([
      [1, "a@x.io", ""],
      [1, "b@x.io", ""],
      [1, "c@x.io", ""],
      [2, "d@x.io", ""],
    ]);
  });

  it("of names and addresses gives the names too", () => {
    expect(lines('Ada Lovelace <a@x.io>; "Hopper, Grace" <g@x.io>, <n@x.io>')).toEqual([
      [1, "a@x.io", "Ada Lovelace"],
      [1, "g@x.io", "Hopper, Grace"],
      [1, "n@x.io", ""],
    ]);
  });

  it("on one line may contain typing errors", () => {
    expect(lines("a@x.io, oops, b@x.io")).toEqual([
      [1, "a@x.io", ""],
      [1, "oops", ""],
      [1, "b@x.io", ""],
    ]);
  });

  it("is not mistaken for a table, nor a table for it", () => {
    expect(lines("a@x.io,Ada\nb@x.io,Bob")).toEqual([
      [1, "a@x.io", "Ada"],
      [2, "b@x.io", "Bob"],
    ]);
  });
});
