import { expect, it } from "@jest/globals";
import { pageHeaders } from "../../src/http/page-headers.ts";

const LOCAL = { siteUrl: "http://localhost:3400", url: "http://127.0.0.1:3410" };
const LIVE = { siteUrl: "https://app.example", url: "https://a.convex.cloud" };

/** The directives of the Content-Security-Policy header, by name. */
const policyOf = (settings: Parameters<typeof pageHeaders>[0]) =>
  new Map(
    pageHeaders(settings)
      ["Content-Security-Policy"]!.split("; ")
      .map((directive) => {
        const [name = "", ...sources] = directive.split(" ");
        return [name, sources.join(" ")] as const;
      }),
  );

it("the headers let a page run its own scripts and connect to its deployment, and nothing else", () => {
  const policy = policyOf(LIVE);
  expect(policy.get("script-src")).toBe("'self'");
  expect(policy.get("connect-src")).toBe("'self' https://a.convex.cloud wss://a.convex.cloud");
  expect([policy.get("frame-ancestors"), policy.get("object-src"), policy.get("base-uri")]).toEqual(
    Array(3).fill("'none'"),
  );
  expect(policyOf({ ...LIVE, nonce: "n1" }).get("script-src")).toBe("'self' 'nonce-n1' 'strict-dynamic'");
});

it("the headers require https only if the site has it", () => {
  expect(pageHeaders(LIVE)).toHaveProperty("Strict-Transport-Security");
  expect(policyOf(LIVE).has("upgrade-insecure-requests")).toBe(true);
  expect(pageHeaders(LOCAL)).not.toHaveProperty("Strict-Transport-Security");
  expect(policyOf(LOCAL).has("upgrade-insecure-requests")).toBe(false);
});

it("the headers make the browser send an Origin with the site's forms", () => {
  expect(pageHeaders(LIVE)["Referrer-Policy"]).toBe("same-origin");
});
