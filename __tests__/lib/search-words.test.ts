import { describe, expect, it } from "@jest/globals";
import { searchWords } from "@/lib/search-words";
import { typedWords } from "@/lib/typed-words";

const ADA = { name: "Ada King-Lovelace", email: "ada.byron@example.com" };

/** Finds people as the directory does: each typed word is the beginning of one of the person's search words. */
function isFound(typed: string, person: { name?: string; email: string }): boolean {
  const words = searchWords(person);
  return typedWords(typed).every((one) => words.some((word) => word.startsWith(one)));
}

describe("somebody is found", () => {
  it.each([
    ["by the first name", "ada"],
    ["by the beginning of the last name", "lovel"],
    ["by the middle of a double name", "king"],
    ["by both, in any order", "lovelace ada"],
    ["with a comma between", "Lovelace, Ada"],
    ["by a double name as it is written", "King-Lovelace"],
    ["in capitals and with blanks around", "  ADA  "],
    ["by the whole address", "ada.byron@example.com"],
    ["by the beginning of the address", "Ada.byron@ex"],
    ["by a part of the address", "byron"],
    ["by the domain", "@example.com"],
    ["by name and address together", "lovelace byron"],
  ])("%s", (_, typed) => expect(isFound(typed, ADA)).toBe(true));

  it.each([
    ["José Álvarez", "jose alvarez"],
    ["Jose Alvarez", "José"],
    ["Bjørn Łukasz", "bjorn lukasz"],
    ["Seán O’Brien", "obrien"],
    ["Sean OBrien", "o'brien"],
    ["İpek Işık", "ipek isik"],
    ["Jürgen Groß", "gross"],
    ["山田 太郎", "太郎"],
    ["김 민준", "민준"],
    ["Иван Петров", "петр"],
  ])("%s by %s", (name, typed) => expect(isFound(typed, { name, email: "x@example.org" })).toBe(true));
});

describe("somebody is not found", () => {
  it.each(["dal", "ada smith", "ada@example.com", "ada.byron@example.org", "example.org"])("by %s", (typed) =>
    expect(isFound(typed, ADA)).toBe(false),
  );
});

it("each word is stored once, and a long name has a limited number of words", () => {
  expect(searchWords({ name: "Ada Ada", email: "ada@ada.dev" })).toEqual(["@ada@ada.dev", "ada", "dev"]);
  expect(searchWords({ name: "a ".repeat(100) + "b c", email: "x@y.z" }).length).toBeLessThan(40);
});

it("punctuation alone is not a word", () => {
  expect(typedWords(" - . ' ")).toEqual([]);
  expect(typedWords("")).toEqual([]);
});

it("the most selective word comes first: an address, or else the longest word", () => {
  expect(typedWords("li montgomery")).toEqual(["montgomery", "li"]);
  expect(typedWords("montgomery li@x")[0]).toBe("@li@x");
});
