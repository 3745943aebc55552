/** A fork can change the product's name in one place: no other file of the product contains the name. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { readNextEnvironment } from "@/lib/environment/next";

const FOLDERS = ["app", "convex", "emails", "lib", "packages/login-links/src"];
/** The only file that may contain the name: the definition of the default name. */
const MAY_NAME = ["lib/app-name.ts"];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
).filter((file) => /\.tsx?$/.test(file) && !/_generated|\.test\.|\/support\//.test(file));

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

it("is defined in one place", () => {
  expect(sources.length).toBeGreaterThan(300);
  const named = sources.filter((file) => /\bLatchkey\b/.test(withoutComments(readFileSync(file, "utf8"))));
  expect(named.filter((file) => !MAY_NAME.includes(file))).toEqual([]);
});

it.each([
  ["Acme", true],
  ["Müller & Söhne", true],
  ["", true],
  [" Acme", false],
  ["Acme\nBcc: x@example.com", false],
  ['Acme "the best"', false],
  ["Acme <hello@example.com>", false],
  ["Ac\u200bme", false],
  ["$HOME", false],
  ["A".repeat(41), false],
])("%j is a name: %s", (APP_NAME, isName) => {
  const reading = readNextEnvironment({
    APP_NAME,
    SITE_URL: "https://app.example.com",
    NEXT_PUBLIC_CONVEX_URL: "https://happy-otter-1.convex.cloud",
    NEXT_PUBLIC_CONVEX_SITE_URL: "https://happy-otter-1.convex.site",
    INTERNAL_PROXY_SECRET: "p".repeat(32),
  });
  const wrong = reading.ok ? [] : reading.problems.map(({ name }) => name);
  expect(wrong).toEqual(isName ? [] : ["APP_NAME"]);
});
