import { describe, expect, it } from "@jest/globals";
import { isSameOrigin, isTopLevelNavigation } from "../../src/http/same-origin.ts";

const SITE = "https://latchkey.example";

describe("isSameOrigin", () => {
  it.each([
    ["our own page", { "sec-fetch-site": "same-origin" }, true],
    ["our own page, with its Origin", { "sec-fetch-site": "same-origin", origin: SITE }, true],
    ["an old browser on our own page", { origin: SITE }, true],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
    ["another site that sends our Origin", { "sec-fetch-site": "cross-site", origin: SITE }, false],
    ["a subdomain", { "sec-fetch-site": "same-site", origin: SITE }, false],
    ["a typed address", { "sec-fetch-site": "none" }, false],
    ["an old browser on another site", { origin: "https://evil.example" }, false],
    ["a longer name", { origin: "https://latchkey.example.evil.example" }, false],
    ["plain http", { origin: "http://latchkey.example" }, false],
    ["another port", { origin: "https://latchkey.example:8443" }, false],
    ["a sandboxed frame", { origin: "null" }, false],
    ["nothing at all", {}, false],
    [
      "nothing but a forged host",
      { host: "latchkey.example", "x-forwarded-host": "latchkey.example" },
      false,
    ],
  ])("%s", (_who, headers, expected) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>), `${SITE}/`)).toBe(expected);
  });
});

describe("isTopLevelNavigation", () => {
  const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  it.each([
    ["a click", navigation, true],
    ["a frame", { ...navigation, "sec-fetch-dest": "iframe" }, false],
    ["a script's fetch", { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" }, false],
    ["a prefetch", { ...navigation, "sec-purpose": "prefetch" }, false],
    ["a prerender", { ...navigation, "sec-purpose": "prefetch;prerender" }, false],
    ["an old prefetch", { ...navigation, purpose: "prefetch" }, false],
    ["an older prefetch", { ...navigation, "x-moz": "prefetch" }, false],
    ["a prefetch by Next", { ...navigation, "next-router-prefetch": "1" }, false],
    ["a client without Sec-Fetch headers", {}, false],
  ])("%s", (_what, headers, expected) => {
    expect(isTopLevelNavigation(new Headers(headers as Record<string, string>))).toBe(expected);
  });
});
