import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { HOME, safeRedirect } from "../../src/shared/safe-redirect.ts";

const SITE = "https://latchkey.example";

/** Targets that lead, or try to lead, to another site. `safeRedirect` must turn each into a path on this site. */
const HOSTILE = [
  "//evil.example",
  "///evil.example",
  "////evil.example/%2f..",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "/\\\\evil.example",
  "//\\evil.example",
  "/%2f/evil.example",
  "/%2Fevil.example",
  "/%2f%2fevil.example",
  "/%252f/evil.example",
  "/%25252f/evil.example",
  "/%5cevil.example",
  "/%5C%5Cevil.example",
  "/%255cevil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/./..//evil.example",
  "/a/..//evil.example",
  "/a/../..//evil.example",
  "/%2e//evil.example",
  "/%2e%2e//evil.example",
  "/.%2e//evil.example",
  "//evil.example/..",
  "//evil.example%2f..",
  "https://evil.example",
  "HTTPS://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "http://latchkey.example.evil.example",
  "//latchkey.example@evil.example",
  "https://latchkey.example@evil.example/",
  "/@evil.example//",
  "@evil.example",
  ".evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "/javascript:alert(1)//\\evil.example",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "blob:https://evil.example/1",
  "file:///etc/passwd",
  "ftp://evil.example",
  "mailto:eve@evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  "\n//evil.example",
  " //evil.example",
  "/ /evil.example",
  "/%09/evil.example",
  "/%0a/evil.example",
  "/%0d%0aLocation:%20https://evil.example",
  "/dashboard\r\nSet-Cookie: a=b",
  "/\u0000/evil.example",
  "/%00//evil.example",
  "/\u2028/evil.example",
  "/\u00a0/evil.example",
  "/\ufeff/evil.example",
  "\u2044\u2044evil.example",
  "\uff0f\uff0fevil.example",
  "//evil\u3002example",
  "//evil\uff0eexample",
  "//\u24d4vil.example",
  "//[::1]/",
  "//127.1/",
  "//0x7f000001/",
  "//evil.example:443",
  "//evil.example?",
  "//evil.example#",
  "?next=//evil.example",
  "#//evil.example",
  "",
  "/",
  "dashboard",
  "../dashboard",
  "/%zz",
  `/${"a".repeat(2048)}`,
];

/** Paths of this site that must not be the page after signing in, in forms that a server or proxy might decode. */
const NO_PAGES = [
  "/login",
  "/login/",
  "/login?next=/dashboard",
  "/login/callback?token=x",
  "/LOGIN/callback",
  "/%6cogin/callback?token=x",
  "/%256cogin/callback?token=x",
  "/%4C%4f%47%49%4e/confirm",
  "/login%2fcallback?token=x",
  "/a/..%2flogin/callback",
  "/a%2f..%2flogin",
  "/%2e/login",
  "/a/%2e%2e/login",
  "/a/%252e%252e/login",
  "/logout",
  "/logou%74",
  "/api/auth/sign-out",
  "/%61pi/auth/sign-out",
  "/API",
  "/_next/data/x/login.json",
  "/%5fnext/image",
];

/** The origin to which a browser on the site goes after `Location: value`. */
const originAfter = (location: string): string => new URL(location, `${SITE}/login/callback`).origin;

describe("safeRedirect", () => {
  it("is tested with at least sixty hostile values", () => expect(HOSTILE.length).toBeGreaterThanOrEqual(60));

  it.each(HOSTILE.map((value) => [JSON.stringify(value), value]))("keeps %s on the site", (_name, value) => {
    const path = safeRedirect(value);
    expect(originAfter(path)).toBe(SITE);
    expect(path).toMatch(/^\/(?![/\\])/);
  });

  it.each(HOSTILE.filter((value) => value.startsWith("//")))("refuses %s", (value) => {
    expect(safeRedirect(value)).toBe(HOME);
  });

  it.each(NO_PAGES)("does not redirect to %s", (value) => {
    expect(safeRedirect(value, "/fallback")).toBe("/fallback");
  });

  it.each([
    ["/dashboard", "/dashboard"],
    ["/settings/sessions", "/settings/sessions"],
    ["/admin/campaigns?status=draft&page=2#list", "/admin/campaigns?status=draft&page=2#list"],
    ["/a/../settings", "/settings"],
    ["/café", "/caf%C3%A9"],
    ["/search?q=https://elsewhere.example", "/search?q=https://elsewhere.example"],
    ["/loginish", "/loginish"],
    ["/a/login", "/a/login"],
    ["/dashboard?back=/login", "/dashboard?back=/login"],
    ["/caf%C3%A9", "/caf%C3%A9"],
    ["/", "/"],
  ])("returns %s as %s", (value, expected) => expect(safeRedirect(value)).toBe(expected));

  it.each([undefined, null, 1, {}, ["/settings"]])("does not accept %p as a path", (value) => {
    expect(safeRedirect(value, "/fallback")).toBe("/fallback");
  });

  it("never leaves the site, for any value", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2f",
      "%5c",
      "%2e",
      "@",
      ":",
      "evil.example",
      "\t",
      "\n",
      "?",
      "#",
      "a",
      "%25",
      "\uff0f",
    );
    const assembled = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          assembled,
          assembled.map((rest) => `/${rest}`),
        ),
        (value) => {
          const path = safeRedirect(value);
          expect(originAfter(path)).toBe(SITE);
          expect(path.startsWith("/")).toBe(true);
          expect(new Headers({ Location: path }).get("Location")).toBe(path);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("accepts its own result unchanged", () => {
    fc.assert(
      fc.property(fc.webPath(), (value) => {
        const path = safeRedirect(value);
        expect(safeRedirect(path)).toBe(path);
      }),
    );
  });
});
