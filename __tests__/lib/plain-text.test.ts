import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { deviceName } from "@/lib/device";
import { parseIpAddress } from "@latchkey/login-links/http";
import { plainName, plainText } from "@latchkey/login-links/http";

const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;
/** Text that some mail clients turn into a link: a host, a scheme, an address, a phone number. */
const LINKABLE = /[\p{L}\p{N}-][.．。｡][\p{L}\p{N}]|:|\/|@|(?:\p{N}[ .,()-]*){7}/u;

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "evil.example",
    "https://evil.example/x",
    "www.evil.example",
    "evil。example",
    "evil．example",
    "evil｡example",
    "e\u200bvil.exa\u00admple",
    "\u202Emoc.live",
    "mailto:x@evil.example",
    "call +1 800 555 0100",
    "call 8005550100",
    "http:⁄⁄evil.example",
    "℀.℁ ㏂",
    "\ud800",
    "\u3164\u115f\u2800",
    "line\r\nbreak\u2028\u2029",
    "<a href=//evil.example>x</a>",
    "1.1.1.1",
  ),
);
const hostileText = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(" "));

describe("plain text", () => {
  it("is one line of limited length, without invisible characters and characters that change the direction", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 80 }), (text, max) => {
        const plain = plainText(text, max);
        expect(plain).not.toMatch(UNSEEN);
        expect(plain).not.toMatch(/[\r\n]/);
        expect([...plain].length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it.each(["Ada Lovelace", "50 % off: see you at 5", "https://example.com/a?b=c", "中文 и кириллица"])(
    "does not change %j",
    (text) => expect(plainText(text, 100)).toBe(text),
  );
});

describe("a name in an email", () => {
  it("contains nothing that a mail program turns into a link", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const name = plainName(text);
        expect(name).not.toMatch(LINKABLE);
        expect(name).not.toMatch(UNSEEN);
        expect([...name].length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it.each([
    ["Ada Lovelace", "Ada Lovelace"],
    ["Dr. Ada King-Noel, Jr.", "Dr. Ada King-Noel, Jr."],
    ["J.R.R. Tolkien", "J. R. R. Tolkien"],
    ["Søren O’Brien & 李小龍", "Søren O’Brien & 李小龍"],
    ["Reader 12345", "Reader 12345"],
    ["evil.example", "evil. example"],
    ["\u202e\u200b", ""],
  ])("%j is %j", (given, name) => expect(plainName(given)).toBe(name));
});

describe("an IP address", () => {
  it.each([
    "203.0.113.7",
    "0.0.0.0",
    "255.255.255.255",
    "::1",
    "2001:db8::1",
    "::ffff:203.0.113.7",
    "fe80::1",
  ])("accepts %s", (address) => expect(parseIpAddress(address)).toBe(address));

  it.each([
    "",
    "evil.example",
    "256.1.1.1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.4 evil.example",
    "1.2.3.4\n",
    "::1]/@evil.example",
    "[::1]",
    "fe80::1%eth0",
    "0x7f.1",
    "١.٢.٣.٤",
    ":".repeat(45),
    null,
    undefined,
  ])("refuses %j", (value) => expect(parseIpAddress(value)).toBeNull());

  it("contains only the characters of an IP address, for any input", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(parseIpAddress(text) ?? "").toMatch(/^[0-9a-f:.]*$/i);
      }),
    );
  });
});

describe("a device", () => {
  const product = fc.tuple(hostileText, fc.constantFrom("/", " "), fc.string({ maxLength: 20 }));
  const userAgent = fc.oneof(
    product.map((parts) => parts.join("")),
    product.map((parts) => `Mozilla/5.0 (${parts.join("")}) ${parts.join("")}/1 x`),
    product.map((parts) => `${parts.join("")}/1 x`),
  );

  it("has the name of a known browser or system, for any User-Agent", () => {
    const parts = new Set<string>();
    fc.assert(
      fc.property(userAgent, (header) => {
        for (const part of deviceName(header)?.split(" on ") ?? []) parts.add(part);
      }),
      { numRuns: 500 },
    );
    for (const part of parts) expect(part).toMatch(/^[A-Z][A-Za-z0-9 -]{0,30}$/i);
  });

  it.each([
    "Your mailbox is locked. Open https://evil.example/unlock to keep it./1 x",
    "constructor/1",
    "__proto__/1 x",
    "evil.example/1",
    "\u202eevil/1 x",
    " ",
    "",
  ])("has no name for %j", (header) => expect(deviceName(header)).toBeNull());

  it("keeps its name if it is known", () => {
    const chrome =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    expect(deviceName(chrome)).toBe("Chrome on macOS");
    expect(deviceName("Your mailbox is locked/1 (Windows NT 10.0)")).toBe("Windows");
  });
});
