import { describe, expect, it } from "@jest/globals";
import { checkRows } from "../../../lib/audience/check-rows";
import { guessColumns, mappingProblem } from "../../../lib/audience/columns";
import { parseTable } from "../../../lib/audience/parse-table";
import { MAX_FIELD_LENGTH } from "../../../lib/audience/rows";
import { unknownZones } from "@/lib/messages/campaign-audience";
import { REJECTIONS, rejection } from "../../../lib/messages/list-import";

const guess = (text: string) => guessColumns(parseTable(text));
const uses = (text: string) =>
  guess(text).columns.map((use) => (use.as === "field" ? `field ${use.name}` : use.as));
const check = (text: string) => checkRows(parseTable(text), guess(text));
const reasons = (text: string) => check(text).rejected.map(({ line, reason }) => [line, reason]);

describe("the guess at the meaning of columns", () => {
  it.each([
    ["Email,Name\na@x.io,A", "email name"],
    ["First Name;Last Name;E-Mail\nA;B;a@x.io", "firstName lastName email"],
    ["Vorname;Nachname;E-Mail-Adresse;Firma\nA;B;a@x.io;C", "firstName lastName email,field Firma"],
    ["prénom,nom,courriel\nA,B,a@x.io", "firstName lastName email"],
    ["id,Kontakt,\n1,a@x.io,x", "field id,email,field Column 3"],
    ["email,Email,x,X\na@x.io,b@x.io,1,2", "email,otherEmail,field x,field Column 4"],
  ])("%j", (text, expected) => {
    expect(guess(text).hasHeader).toBe(true);
    expect(uses(text)).toEqual(
      expected.includes(",") ? expected.split(/,| (?=lastName|email)/) : expected.split(" "),
    );
  });

  it("depends on the values if there is no header", () => {
    const text = "17,a@x.io,Ada Lovelace,London1\n18,b@x.io,Zoë O'Hara,Paris2";
    expect(guess(text).hasHeader).toBe(false);
    expect(uses(text)).toEqual(["field Column 1", "email", "name", "field Column 4"]);
    expect(check(text).rows).toHaveLength(2);
  });

  it("works for addresses as mail programs list them, whatever people are called", () => {
    const text = 'Team 7 <a@x.io>, b@x.io; "Lovelace, Ada" <c@x.io>';
    expect(uses(text)).toEqual(["email", "name"]);
    expect(check(text).rows.map(({ name }) => name)).toEqual(["Team 7", undefined, "Ada Lovelace"]);
  });

  it("works for names, one of which could be something else", () => {
    const names = [...Array.from({ length: 9 }, (_, at) => `Ada ${String.fromCharCode(65 + at)}`), "Team 7"];
    const rows = (all: string[]) => all.map((name, at) => `${at}@x.io,${name}`).join("\n");
    expect(uses(rows(names))).toEqual(["email", "name"]);
    expect(uses(rows([...names, "Team 8"]))).toEqual(["email", "field Column 2"]);
  });

  it("works for a single column of addresses", () => {
    expect(guess("a@x.io\nb@x.io")).toEqual({ hasHeader: false, columns: [{ as: "email" }] });
  });

  it("finds no addresses if there are none, and says what to do", () => {
    const mapping = guess("a,b\n1,2");
    expect(mapping.columns.some(({ as }) => as === "email")).toBe(false);
    expect(mappingProblem(mapping)).toMatch("Choose the column");
    expect(() => checkRows(parseTable("a,b\n1,2"), mapping)).toThrow("Choose the column");
  });

  it("can be corrected, but not to an invalid mapping", () => {
    const email = { as: "email" } as const;
    const field = (name: string) => ({ as: "field", name }) as const;
    const problem = (...columns: Parameters<typeof mappingProblem>[0]["columns"]) =>
      mappingProblem({ hasHeader: true, columns });
    expect(problem(email, field("Company"), { as: "ignored" }, { as: "ignored" })).toBeNull();
    expect(problem(email, email)).toMatch("Each choice can be used for one column only");
    expect(problem(email, field("Job title"), field("job_title"))).toMatch("Two variables");
    expect(problem(email, field("—"))).toMatch("Give each variable a name");
  });
});

describe("an accepted row", () => {
  it("has a normalised address, a name, and fields by their keys", () => {
    const { rows } = check(
      "E-mail,First name,Last name,Job Title\n ADA@Example.com ,Ada,Lovelace,Countess\nb@x.io,,,",
    );
    expect(rows).toEqual([
      {
        line: 2,
        email: "ada@example.com",
        name: "Ada Lovelace",
        fields: { firstname: "Ada", lastname: "Lovelace", jobtitle: "Countess" },
      },
      { line: 3, email: "b@x.io", fields: {} },
    ]);
  });

  it.each([
    ["mailto:a@x.io", "a@x.io"],
    ["\u200ba@x.io\u00a0", "a@x.io"],
    ["ａ@x.io", "a@x.io"],
    ["'+a@x.io", "+a@x.io"],
    ["Ada <a@x.io>", "a@x.io"],
    ["a@x.io.", "a@x.io"],
    ["a@x.io;", "a@x.io"],
    ["a@x.io (Ada Lovelace)", "a@x.io"],
    ["<a@x.io> Ada", "a@x.io"],
    ["Ada Lovelace a@x.io", "a@x.io"],
    ["Ada - a@x.io", "a@x.io"],
    ["<b>a@x.io</b>", "a@x.io"],
    ['"&lt;a@x.io&gt;"', "a@x.io"],
  ])("may spell its address as %j", (cell, email) => {
    expect(check(`email\n${cell}\n`).rows.map((row) => row.email)).toEqual([email]);
  });

  it("uses the name beside the address if there is no other", () => {
    expect(check("Email,Company\nAda Lovelace <a@x.io>,C").rows[0]).toMatchObject({ name: "Ada Lovelace" });
  });

  it("cannot change an object's prototype by the name of a column", () => {
    const { rows } = check("email,__proto__,constructor\na@x.io,x,y");
    expect(rows[0]?.fields).toEqual({ proto: "x", constructor: "y" });
  });
});

describe("a rejected row", () => {
  it("is reported with its line and the reason", () => {
    const long = "x".repeat(MAX_FIELD_LENGTH + 1);
    const rows = [
      "email,note",
      "a@x.io,fine",
      "not an address,x",
      "A@X.io,again",
      ",nobody",
      "b@x.io,x,y",
      `c@x.io,${long}`,
      "d@x.io,fine,,",
      '"e@x.io\nf@",two',
    ];
    const withNotes = {
      hasHeader: true,
      columns: [{ as: "email" as const }, { as: "field" as const, name: "note" }],
    };
    const { rejected } = checkRows(parseTable(rows.join("\n")), withNotes);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "bad_address"],
      [4, "duplicate"],
      [5, "empty"],
      [6, "too_many_columns"],
      [7, "too_long"],
      [9, "bad_address"],
    ]);
  });

  it("names the column whose value is too long; such a column is ignored unless somebody chooses it", () => {
    const text = `email,note\na@x.io,${"x".repeat(MAX_FIELD_LENGTH + 1)}`;
    expect(uses(text)).toEqual(["email", "ignored"]);
    expect(check(text).rows).toHaveLength(1);
    const chosen = {
      hasHeader: true,
      columns: [{ as: "email" as const }, { as: "field" as const, name: "n" }],
    };
    expect(checkRows(parseTable(text), chosen).rejected).toMatchObject([
      { reason: "too_long", detail: "note" },
    ]);
  });

  it("is reported with its cells", () => {
    expect(check("email,city\nbad,Rome").rejected).toMatchObject([{ cells: ["bad", "Rome"] }]);
  });

  it("does not count as a duplicate of a good row with the same address", () => {
    expect(check("email,note\na@x.io,x,y\na@x.io,fine").rows).toHaveLength(1);
  });

  it.each([
    "plain",
    "a@",
    "@x.io",
    "a b@x.io",
    "a@x-",
    "a@x..io",
    "a@@x.io",
    "a@.x.io",
    "a,b@x.io",
    "a@-x.io",
    `${"a".repeat(250)}@x.io`,
    "a@x.io\u0000b",
    "a<b@x.io",
    "ada lovelace@x.io",
    "Ada lovelace@x.io",
    "Please do not write to a@x.io today",
  ])("has an address like %j", (cell) => {
    expect(reasons(`email,n\n"${cell}",1`)).toEqual([[2, "bad_address"]]);
  });

  it("shows a value that fits on a line", () => {
    const [row] = check(`email,n\n${"x".repeat(5_000)},1`).rejected;
    expect(row?.value).toHaveLength(200);
  });

  it("is listed in the order of the file, together with unclosed quotes", () => {
    expect(reasons('email,n\nbad,1\na@x.io,"1\nworse,2')).toEqual([
      [2, "bad_address"],
      [3, "unclosed_quote"],
      [4, "bad_address"],
    ]);
  });

  it("has a text for its reason", () => {
    for (const message of Object.values(REJECTIONS)) expect(message).not.toBe("");
    expect(rejection("unsubscribed", "Status: cleaned")).toMatch(/ \(Status: cleaned\)$/);
  });
});

describe("time zones", () => {
  it("that are not recognised are counted, and the first different ones are shown with their lines", () => {
    const zones = [
      "Europe/Berln",
      " europe/berlin ",
      "",
      "Pacific Time",
      "Europe/Berln",
      "UTC+5:30",
      "x",
      "y",
    ];
    const rows = zones.map((zone, index) => `a${index}@x.io,${zone}`);
    const { rows: good, unknownZones } = check(["email,Time zone", ...rows].join("\n"));
    expect(good).toHaveLength(zones.length);
    expect(unknownZones).toEqual({
      rows: 5,
      examples: [
        { text: "Europe/Berln", line: 2 },
        { text: "Pacific Time", line: 5 },
        { text: "x", line: 8 },
      ],
    });
  });

  it("are not looked for in rejected rows or in other columns", () => {
    const { unknownZones } = check("email,Time zone,City\nbad,Mars/Base,Berlin\na@x.io,Asia/Tokyo,Mars/Base");
    expect(unknownZones).toEqual({ rows: 0, examples: [] });
  });

  it("have a sentence that says what is used instead", () => {
    const text = unknownZones(1_234, [{ text: "Mars/Base", line: 4 }]);
    expect(text).toMatch(
      /^1,234 rows have a time zone that is not recognised: “Mars\/Base” in line 4\. .*campaign’s time zone/,
    );
  });
});
