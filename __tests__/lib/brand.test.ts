/** Colours that can be read, links that can be trusted, and headers that stay one header. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { contrastOf, DEFAULT_ACCENT, isReadable, readableShade } from "@/lib/brand/accent";
import { brandOf } from "@/lib/brand/brand";
import { contrast, parseColor } from "@/lib/brand/color";
import { brandValuesOf } from "@/lib/brand/environment";
import { parseFooterLinks, writtenFooterLinks } from "@/lib/brand/footer-links";
import { fromHeader, parseSender } from "@/lib/brand/sender";
import { readNextEnvironment } from "@/lib/environment/next";

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

describe("contrast", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
    ["#ff0000", "#ffffff", 4],
    ["#1d4ed8", "#1d4ed8", 1],
  ])("of %s and %s is %d, as WCAG defines it", (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  it("of the default colours is enough", () => {
    expect(isReadable(DEFAULT_ACCENT.light, "light")).toBe(true);
    expect(isReadable(DEFAULT_ACCENT.dark, "dark")).toBe(true);
  });

  it("is enough in the suggested shade of any colour", () => {
    fc.assert(
      fc.property(anyColor, fc.constantFrom("light" as const, "dark" as const), (color, scheme) => {
        expect(contrastOf(readableShade(color, scheme), scheme)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("changes no colour that is readable already", () => {
    expect(readableShade("#1d4ed8", "light")).toBe("#1d4ed8");
  });
});

it.each([
  ["#1D4ED8", "#1d4ed8"],
  [" #abc ", "#aabbcc"],
  ["red", null],
  ["#12345", null],
  ["#1d4ed8;background:url(//evil.example)", null],
])("%j is the colour %j", (written, color) => expect(parseColor(written)).toBe(color));

describe("footer links", () => {
  it("are read from lines and from one line, and written as lines", () => {
    const written = "Privacy policy https://a.example/privacy\nMail us mailto:help@a.example";
    const found = parseFooterLinks(written);
    expect(found).toEqual(parseFooterLinks(written.replace("\n", ", ")));
    expect("links" in found && writtenFooterLinks(found.links)).toBe(written);
  });

  it.each([
    "Run javascript:alert(1)",
    "Data data:text/html,x",
    "Plain http://a.example/",
    "Bank https://bank.example@evil.example/",
    "https://a.example/",
    "Nowhere https://",
  ])("do not include %j", (entry) => expect(parseFooterLinks(entry)).toEqual({ wrong: entry }));
});

const PIECES = [
  "\r\n",
  "\n",
  "\u2028",
  "<",
  ">",
  '"',
  "\\",
  ",",
  "Bcc: all@evil.example",
  "x@evil.example",
  "Ada",
];
const hostile = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...PIECES)))
  .map((all) => all.join(""));

describe("the sender", () => {
  it("is one header with one address, whatever its name contains", () => {
    fc.assert(
      fc.property(hostile, (fromName) => {
        const header = fromHeader({ fromName }, { mailFrom: "Acme <hello@acme.example>", name: null });
        expect(header).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(parseSender(header).address).toBe("hello@acme.example");
        expect(header).toMatch(/^(("[^"<>\\]+"|Acme) <hello@acme\.example>|hello@acme\.example)$/);
      }),
    );
  });

  it.each([
    ["Acme <hello@acme.example>", { name: "Acme", address: "hello@acme.example" }],
    ['"Acme, Ltd" <hello@acme.example>', { name: "Acme, Ltd", address: "hello@acme.example" }],
    ["hello@acme.example", { name: "", address: "hello@acme.example" }],
  ])("%j is read", (header, sender) => expect(parseSender(header)).toEqual(sender));
});

describe("the brand", () => {
  const environment = brandValuesOf({
    APP_NAME: "Acme",
    APP_ACCENT: "#1d4ed8",
    APP_ACCENT_DARK: "#93b4ff",
    APP_LOGO_URL: "https://cdn.example.com/logo.png",
    FOOTER_LINKS: "Privacy https://a.example/, Terms https://b.example/",
  });

  it("is that of the environment if nothing is saved", () => {
    expect(brandOf({}, environment)).toMatchObject({
      name: "Acme",
      accent: { light: "#1d4ed8", dark: "#93b4ff" },
      logo: {
        light: { url: "https://cdn.example.com/logo.png" },
        dark: { url: "https://cdn.example.com/logo.png" },
      },
      footerLinks: [{ label: "Privacy" }, { label: "Terms" }],
    });
  });

  it("takes a pair of colours and a pair of logos from one source", () => {
    const { accent, logo } = brandOf({ accent: "#7c2d12", logoDark: { url: "/dark.png" } }, environment);
    expect(accent.light).toBe("#7c2d12");
    expect(accent.dark).not.toBe("#93b4ff");
    expect(logo?.light.url).toBe("/dark.png");
  });
});

it.each([
  ["APP_ACCENT", "#ffcc00"],
  ["APP_ACCENT_DARK", "#1d4ed8"],
  ["APP_LOGO_URL", "http://example.com/logo.png"],
  ["APP_LOGO_DARK_URL", "javascript:alert(1)"],
  ["SUPPORT_EMAIL", "nobody"],
  ["FOOTER_LINKS", "Run javascript:alert(1)"],
])("%s cannot be %s", (name, value) => {
  const reading = readNextEnvironment({
    [name]: value,
    SITE_URL: "https://app.example.com",
    NEXT_PUBLIC_CONVEX_URL: "https://happy-otter-1.convex.cloud",
    NEXT_PUBLIC_CONVEX_SITE_URL: "https://happy-otter-1.convex.site",
    INTERNAL_PROXY_SECRET: "p".repeat(32),
  });
  expect(reading.ok ? [] : reading.problems.map((problem) => problem.name)).toEqual([name]);
});
