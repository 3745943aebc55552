import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import Papa from "papaparse";
import { readAddress } from "../../lib/audience/read-address";
import { csvFile, csvLine } from "../../lib/csv-export";

const read = (csv: string) => Papa.parse<string[]>(csv, { delimiter: ",", newline: "\r\n" }).data;

describe("a line", () => {
  it.each([
    [["a", 1, true, null, undefined], "a,1,true,,\r\n"],
    [['say "hi"', "a,b", "a\nb", " x"], '"say ""hi""","a,b","a\nb"," x"\r\n'],
    [[new Date(0), new Date(Number.NaN)], "1970-01-01T00:00:00.000Z,\r\n"],
    [[-1.5], "-1.5\r\n"],
  ])("for %j", (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    '"=1',
    "'=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\ufeff=1",
    '=HYPERLINK("https://evil.example";"x")',
    "=cmd|' /C calc'!A0",
  ])("never begins a cell as a formula: %j", (cell) => {
    expect(read(csvLine([cell, "x"]))[0]?.[0]).toBe(`'${cell}`);
  });

  it("does not change a cell that only contains such characters", () => {
    expect(csvLine(["a+b@x.io", "1-2", "a=b"])).toBe("a+b@x.io,1-2,a=b\r\n");
  });

  it("gives back every text, except for the added apostrophe, in its own cell", () => {
    const rows = fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (data) => {
        const back = read(data.map(csvLine).join("")).slice(0, -1);
        expect(back.map((cells) => cells.length)).toEqual(data.map((cells) => cells.length));
        back.flat().forEach((cell, index) => {
          expect(cell).not.toMatch(/^[=+\-@\t\r]/);
          expect([data.flat()[index], `'${data.flat()[index]}`]).toContain(cell);
        });
      }),
    );
  });

  it("can be imported again", () => {
    expect(readAddress(read(csvLine(["+ada@x.io"]))[0]?.[0] ?? "").address).toBe("+ada@x.io");
  });
});

describe("a file", () => {
  it("begins with the byte order mark that Excel needs, and is made row by row", async () => {
    async function* rows() {
      yield ["a@x.io", 1];
      yield ["=b", 2];
    }
    const chunks: string[] = [];
    for await (const chunk of csvFile(["Email", "N"], rows())) chunks.push(chunk);
    expect(chunks).toEqual(["\ufeffEmail,N\r\n", "a@x.io,1\r\n", "'=b,2\r\n"]);
  });
});
