import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fieldKey } from "../../lib/field-key";
import { fillMergeFields, type MergeContext, parseMergeFields } from "../../lib/merge-fields";
import { mergeFieldsOf, missingFields } from "../../lib/used-fields";
import { filledKeys } from "../../lib/merge-values";

const ada = {
  email: "ada@example.com",
  name: "Ada Lovelace",
  fields: { company: "Analytical & Sons", "Job Title": "Countess" },
};
const nobody = { email: "x@example.com", fields: {} };
const fill = (text: string, recipient: Parameters<typeof fillMergeFields>[1] = ada) =>
  fillMergeFields(text, recipient, "text");

describe("a merge field", () => {
  it.each([
    ["Hi {{firstName}}!", "Hi Ada!"],
    ["{{lastName}}, {{name}} <{{email}}>", "Lovelace, Ada Lovelace <ada@example.com>"],
    ["{{ FIRST NAME }} {{first_name}} {{first-name}}", "Ada Ada Ada"],
    ["{{COMPANY}}, {{job title}}, {{JobTitle}}", "Analytical & Sons, Countess, Countess"],
    ["{{city|London}} {{city}}.", "London ."],
    ["{{company|nowhere}}", "Analytical & Sons"],
    ["{{city | two words }}|", "two words|"],
    ["{{city|}}.", "."],
  ])("%s is %s", (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  it.each([
    "{{",
    "}}",
    "{{}}",
    "{{ }}",
    "{{|x}}",
    "{name}",
    "{{na\nme}}",
    "{{na{me}}",
    "{{%%}}",
    "{{a|b|{}}",
    "{ {name}}",
  ])("%j is not a merge field, and is not changed", (text) => {
    expect(parseMergeFields(text)).toEqual([text]);
  });

  it("is found between extra braces", () => {
    expect(fill("{{{email}}} {{ {{email}}")).toBe("{ada@example.com} {{ ada@example.com");
  });

  it("uses the columns for the first and the last name, and joins them for the full name", () => {
    const byParts = {
      email: "a@example.com",
      fields: { "First name": "Grace Brewster", lastname: "Hopper" },
    };
    expect(fill("{{firstName}}|{{lastName}}|{{name}}", byParts)).toBe(
      "Grace Brewster|Hopper|Grace Brewster Hopper",
    );
  });

  it("cannot read inherited properties of the fields object", () => {
    expect(fill("[{{constructor}}{{__proto__}}{{toString}}]")).toBe("[]");
  });
});

describe("fields that a text uses", () => {
  it("are listed once each, as having a fallback only if every use has one", () => {
    const fields = mergeFieldsOf("{{a|1}} {{b}} {{A}}", "{{b|2}} {{ c |3}}");
    expect(fields.map(({ key, fallback }) => [key, fallback])).toEqual([
      ["a", null],
      ["b", null],
      ["c", "3"],
    ]);
  });

  it("can be compared with a recipient's values to find the missing ones", () => {
    const fields = mergeFieldsOf("{{firstName}} {{company}} {{city|x}} {{email}}");
    expect(missingFields(fields, ada)).toEqual([]);
    expect(missingFields(fields, nobody)).toEqual(["firstName", "company"]);
    expect(missingFields(fields, { ...nobody, name: " ", fields: { company: "  " } })).toEqual([
      "firstName",
      "company",
    ]);
  });
});

const HOSTILE = `<script>"&'\r\nBcc: x@y.z\u0000\u2028 /?#${"\ud800"}`;

describe("a value is escaped for its context", () => {
  const filledAs = (context: MergeContext) =>
    fillMergeFields("{{x}}", { email: "a@example.com", fields: { x: HOSTILE } }, context);

  it.each<[MergeContext, RegExp]>([
    ["html", /[<>"']|&(?!\w+;|#39;)/],
    ["htmlUrl", /[<>"'/?\s]|&(?!#39;)|(?<!&)#/],
    ["text", /[\u0000-\u001f\u2028]/],
    ["textUrl", /[^A-Za-z0-9%_.!~*'()-]/],
    ["header", /[\u0000-\u001f\u007f\u2028\u2029]/],
  ])("%s", (context, forbidden) => {
    expect(filledAs(context)).not.toMatch(forbidden);
    expect(filledAs(context)).toContain("script");
  });

  it("for any value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (x) => {
        const value = (context: MergeContext) =>
          fillMergeFields("{{x}}", { email: "", fields: { x } }, context);
        expect(value("html")).not.toMatch(/[<>"']/);
        expect(value("header")).not.toMatch(/[\r\n]/);
        expect(decodeURIComponent(value("textUrl"))).toBe(value("text"));
      }),
    );
  });
});

const pieces = fc.array(
  fc.oneof(
    fc.string(),
    fc.constantFrom("{{", "}}", "|", "{", "}", "{{email}}", "{{name|you}}", "{{x}}", "\n", "{{a|b|c}}"),
  ),
);

describe("for any text", () => {
  it("the parsed parts, written back and parsed again, are the same", () => {
    fc.assert(
      fc.property(pieces, (texts) => {
        const parts = parseMergeFields(texts.join(""));
        const written = parts.map((part) =>
          typeof part === "string"
            ? part
            : `{{${part.name}${part.fallback === null ? "" : `|${part.fallback}`}}}`,
        );
        expect(parseMergeFields(written.join(""))).toEqual(parts);
      }),
    );
  });

  it("without fields nothing changes", () => {
    fc.assert(
      fc.property(pieces, (texts) => {
        const text = texts.join("").replace(/\{+/g, "{");
        expect(fillMergeFields(text, ada, "html")).toBe(text);
      }),
    );
  });

  it("a filled field is not missing, and a missing field is not filled", () => {
    const values = fc.dictionary(
      fc.constantFrom("First name", "lastName", "name", "x", "Prénom"),
      fc.constantFrom("", " ", "v w"),
    );
    fc.assert(
      fc.property(fc.constantFrom(undefined, "", "Ada", "Ada Lovelace"), values, (name, fields) => {
        const recipient = { email: "a@example.com", name, fields };
        const used = mergeFieldsOf("{{email}}{{name}}{{firstName}}{{lastName}}{{x}}{{prenom}}");
        const missing = missingFields(used, recipient).map(fieldKey);
        expect([...missing, ...filledKeys(recipient)].sort()).toEqual(used.map(({ key }) => key).sort());
      }),
    );
  });
});

describe("the key of a column", () => {
  it.each([
    ["First Name", "firstname"],
    ["first_name", "firstname"],
    ["Prénom", "prenom"],
    ["Company (legal)", "companylegal"],
    ["__proto__", "proto"],
    ["$price", "price"],
    ["会社", "u4f1au793e"],
    ["—", ""],
  ])("%s is %j", (name, key) => {
    expect(fieldKey(name)).toBe(key);
  });

  it("is a valid key of a Convex record, and is the key of itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(fieldKey(name)).toMatch(/^[a-z0-9]*$/);
        expect(fieldKey(fieldKey(name))).toBe(fieldKey(name));
      }),
    );
  });
});
