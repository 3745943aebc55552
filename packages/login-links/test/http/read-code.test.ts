import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readCode } from "../../src/http/read-code.ts";

describe("a code is read", () => {
  it.each([
    ["as it is", "123456"],
    ["with a blank", "123 456"],
    ["with blanks and line breaks", " 1 2 3\t4\u00a05\r\n6 "],
    ["with a dash", "123-456"],
    ["with a minus sign", "123\u2212456"],
    ["with a Japanese dash", "123\u30fc456"],
    ["with a dot in the middle", "123.456"],
    ["with a middle dot", "123·456"],
    ["at the end of a sentence", "123456."],
    ["in quotes", "“123456”"],
    ["in backticks", "`123456`"],
    ["in brackets", "(123456)"],
    ["with zero-width blanks", "\u200b123\u200b456\u200b"],
    ["with direction marks", "\u200e\u202a123456\u202c\u200f"],
    ["with a byte order mark", "\ufeff123456"],
    ["with a soft hyphen", "123\u00ad456"],
    ["with a word joiner", "123\u2060456"],
    ["in full-width digits", "１２３４５６"],
    ["in Arabic digits", "١٢٣٤٥٦"],
    ["in Persian digits", "۱۲۳۴۵۶"],
    ["in Devanagari digits", "१२३४५६"],
    ["in Bengali digits", "১২৩৪৫৬"],
    ["in Thai digits", "๑๒๓๔๕๖"],
    ["in Khmer digits", "១២៣៤៥៦"],
    ["in Adlam digits", "𞥑𞥒𞥓𞥔𞥕𞥖"],
    ["in mathematical digits", "𝟏𝟐𝟑𝟒𝟓𝟔"],
    ["in digits of two scripts", "123٤٥٦"],
    ["behind its label", "Your code is 123456"],
    ["in a sentence with another number", "Your code is 123 456. It works for 15 minutes."],
    ["in a line with a date", "26.11.2026, code: 123456"],
    ["in pairs, beside another number", "code 12 34 56, valid for 15 minutes"],
    ["one by one, beside another number", "1 2 3 4 5 6, valid for 15 minutes"],
    ["with dashes, beside another number", "1-2-3-4-5-6 in 15 minutes"],
    ["with a dot, beside another number", "123.456 in 15 minutes"],
    ["with a slash, beside another number", "123/456, 15 minutes"],
    ["with a middle dot, beside another number", "15 minutes: 123·456"],
    ["in a line of its own below a number", "15\n123 456"],
    ["in a line of its own above a number", "123 456\r\n2026"],
    ["in key caps", "1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e3"],
    ["behind a number sign and the site", "@app.example.com #123456"],
    ["when it is pasted twice", "123456 123456"],
  ])("%s", (_, typed) => expect(readCode(typed)).toBe("123456"));
});

it.each([
  "1.123.456 or 7",
  "27.11.26 at 12:30",
  "192.168.100.200",
  "",
  "12345",
  "1234567",
  "12345a",
  "one two",
  "123456 654321",
  "12 34",
  "20261126",
  "\ud800",
])("no code is read from %p", (typed) => expect(readCode(typed)).toBeNull());

it("the digits of every script are read with the right value", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const digit = codePoint >= 0xd800 && codePoint <= 0xdfff ? "" : String.fromCodePoint(codePoint);
    if (!/\p{Nd}/u.test(digit)) continue;
    const row = Array.from({ length: 6 }, (_, value) => String.fromCodePoint(codePoint + value)).join("");
    if (!/^\p{Nd}{6}$/u.test(row)) continue;
    const read = readCode(row) ?? "";
    expect(read).toMatch(/^\d{6}$/);
    expect((Number(read[5]) - Number(read[0]) + 10) % 10).toBe(5);
  }
});

it("returns six digits or null for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => /^\d{6}$/.test(readCode(typed) ?? "000000")),
  );
});
