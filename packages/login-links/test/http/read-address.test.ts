import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readWrittenAddress } from "../../src/http/read-address.ts";
import { parseEmailAddress } from "../../src/shared/email-address.ts";

const ADA = "ada@example.com";

describe("an address is read", () => {
  it.each([
    "ada@example.com",
    "mailto:ada@example.com",
    "MAILTO:Ada@Example.com?subject=Hello%20Ada",
    "<ada@example.com>",
    "<mailto:ada@example.com>",
    "Ada Lovelace <ada@example.com>",
    '"Lovelace, Ada" <ada@example.com>',
    '"ada@example.com"',
    "“ada@example.com”",
    "'ada@example.com'",
    "(ada@example.com)",
    "ada@example.com.",
    "ada@example.com,",
    "ada@example.com;",
    "ada@example.com。",
    "ada@example.com…",
    "ada@example.com/",
    "Email: ada@example.com",
    "E-Mail:ada@example.com",
    "To: Ada <ada@example.com>",
    "[ada@example.com](mailto:ada@example.com)",
    "\u00a0ada@example.com\u3000",
    "\u202aada@example.com\u202c",
    "\u200bada@example.com\u200b.",
  ])("%j", (written) => expect(readWrittenAddress(written)).toBe(ADA));

  it("with all characters that an address may have", () => {
    for (const own of ["_ada@example.com", "ada-@example.com", "o'neil@example.com", "{ada}@example.com"])
      expect(readWrittenAddress(own)).toBe(own);
  });

  it("in both forms of its domain", () => {
    expect(readWrittenAddress("mailto:ada@bücher.example")).toBe("ada@xn--bcher-kva.example");
  });
});

/** With these values, the mail would go to somebody else or to nobody, so no address is read. */
it.each([
  "ada lovelace@example.com",
  "https://ada@example.com",
  "[eve@example.com](mailto:ada@example.com)",
  "Ada@Exam ple.com",
  "ada @example.com",
  "ada@example.com, eve@example.com",
  "ada@example.com eve@example.com",
  "Ada <ada@example.com>, Eve <eve@example.com>",
  "eve@example.com <ada@example.com>",
  "mailto:ada@example.com,eve@example.com",
  "ümläut@example.com",
  "mailto:",
  "<>",
  "",
  "a".repeat(2_000),
])("no address is read from %j", (written) => expect(readWrittenAddress(written)).toBeNull());

it("every parsed address is in its one normalised form", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const read = readWrittenAddress(`${text}${ADA}${text}`);
      return read === null || parseEmailAddress(read) === read;
    }),
  );
});
