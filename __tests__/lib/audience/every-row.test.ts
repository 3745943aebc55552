import { expect, it } from "@jest/globals";
import fc from "fast-check";
import Papa from "papaparse";
import { csvLine } from "../../../lib/csv-export";
import { readList } from "./read-list";

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "Email",
    "Name",
    "ada@example.com",
    "grace@example.com",
    "a@x, b@x",
    "yes",
    "Unsubscribed",
    "sep=;",
  ),
  fc.emailAddress(),
  fc.string({ unit: "grapheme" }),
);

/**
 * Whether the row looks like one of a transposed table, which has the titles in its first column and a person in each
 * other column.
 */
const isOnItsSide = ([title = "", ...values]: string[]) =>
  /mail/i.test(title) && values.some((value) => value.includes("@"));

it("every row of a list is the header, a person or in the report", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 }),
      (data) => {
        const filled = data.filter((cells) => cells.some((text) => text.trim() !== ""));
        fc.pre(filled.length > 0 && !filled.some(isOnItsSide));
        const text = Papa.unparse(filled, { quotes: true, newline: "\n" });
        const { table, rows, rejected } = readList(text, (mapping) => {
          const hasEmail = mapping.columns.some(({ as }) => as === "email");
          return hasEmail ? mapping : { ...mapping, columns: [{ as: "email" }, ...mapping.columns.slice(1)] };
        });
        const told = rows.length + rejected.length + Number(table.mapping.hasHeader);
        // A first row of "sep=" is not counted as a row, because it names the separator.
        const isSeparatorLine = /^\s*"?sep=/i.test(text);
        expect(told).toBe(filled.length - Number(isSeparatorLine && told < filled.length));
      },
    ),
    // "^" inside quotes must not be taken for the separator.
    {
      examples: [
        [
          [
            ["!", "", ""],
            ["a@a.aa", "^a.a@a.aa"],
          ],
        ],
      ],
    },
  );
});

it("rejected rows can be corrected in the report and imported again without loss", () => {
  const { table, rejected } = readList(
    "Email,First name,Company\nada@,Ada,ACME\ngrace@example.com,Grace,Navy\nhans at example.com,Hans,'+49\n",
  );
  const lines = rejected.map(({ cells = [], line, reason }) => [...cells, line, reason]);
  const report = [[...table.header, "Line", "Reason"], ...lines].map(csvLine).join("");
  const mended = report.replace("ada@,", "ada@example.com,").replace("hans at ", "hans@");
  const again = readList(mended);
  expect(again.rejected).toEqual([]);
  expect(again.rows).toMatchObject([
    { email: "ada@example.com", name: "Ada", fields: { firstname: "Ada", company: "ACME" } },
    { email: "hans@example.com", name: "Hans", fields: { company: "+49" } },
  ]);
  expect(Object.keys(again.rows[0]?.fields ?? {})).toEqual(["firstname", "company"]);
});

it("people whom a list marks as unsubscribed can be invited if somebody chooses so", () => {
  const list = "Email,Status\nada@example.com,unsubscribed\n";
  expect(readList(list).rejected).toMatchObject([{ reason: "unsubscribed", detail: "Status: unsubscribed" }]);
  const overruled = readList(list, (mapping) => ({
    ...mapping,
    columns: [{ as: "email" }, { as: "ignored" }],
  }));
  expect(overruled.rows).toHaveLength(1);
});

it("a row that the server rejects is reported with its cells, even if a line holds several people", () => {
  const { session } = readList("Ada <ada@example.com>, Grace <grace@example.com>");
  expect(session.originals([{ line: 1, value: "grace@example.com", reason: "member" }])).toMatchObject([
    { cells: ["grace@example.com", "Grace"] },
  ]);
});
