/** The only tests that derive a token or a code instead of reading it from a mail. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { isSignedByServer } from "../../src/convex/client.ts";
import * as secrets from "../../src/convex/secrets.ts";
import { hmacSha256Hex, randomSecret, sha256Hex } from "../../src/shared/digest.ts";

const { isEqual } = secrets;
const FIRST = "a secret that only these tests know, 32 long";
const LINK = { _id: "link-1", seed: "a seed" };
const OTHER = "another secret of 32 characters and more";

let secret: string;
beforeEach(() => {
  secret = FIRST;
});

interface Link {
  _id: string;
  seed: string;
}
const deriveToken = (link: Link) => secrets.deriveToken(secret, link);
const deriveCode = (link: Link) => secrets.deriveCode(secret, link);
const hashCode = (linkId: string, code: string) => secrets.hashCode(secret, linkId, code);

describe.each([
  ["a token", deriveToken],
  ["a code", deriveCode],
])("%s", (_, derive) => {
  test("is the same each time, so a retry mails the same bytes", async () => {
    expect(await derive(LINK)).toBe(await derive({ ...LINK }));
  });

  test("depends on the link, its seed and the deployment's secret", async () => {
    const all = [
      await derive(LINK),
      await derive({ ...LINK, _id: "link-2" }),
      await derive({ ...LINK, seed: "b" }),
    ];
    secret = OTHER;
    all.push(await derive(LINK));
    expect(new Set(all).size).toBe(4);
  });
});

test("a token is 256 bits of base64url", async () => {
  expect(await deriveToken(LINK)).toMatch(/^[\w-]{43}$/);
});

test("a code reveals nothing about the token, and neither does its hash", async () => {
  const [token, code] = [await deriveToken(LINK), await deriveCode(LINK)];
  expect(await hashCode(LINK._id, code)).not.toBe(await sha256Hex(code));
  expect(await sha256Hex(token)).not.toContain(code);
});

test("a code's hash depends on its link and the deployment's secret, so a copy of the table cannot be searched", async () => {
  const here = await hashCode(LINK._id, "123456");
  expect(await hashCode("link-2", "123456")).not.toBe(here);
  secret = OTHER;
  expect(await hashCode(LINK._id, "123456")).not.toBe(here);
});

test("codes have six digits, each equally likely in each place, including leading zeros", async () => {
  const codes = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => deriveCode({ ...LINK, seed: `seed ${i}` })),
  );
  expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
  for (let place = 0; place < 6; place++) {
    const counts = Array<number>(10).fill(0);
    for (const code of codes) counts[Number(code[place])]! += 1;
    // Each digit is expected 100 times. The seeds are fixed, so the result is the same in every run.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(45);
  }
});

test.each([
  ["seed 10599", "903740", "073743"],
  ["seed 21115", "635564", "813763"],
  ["seed 21474", "911184", "047409"],
])("a random value above the largest multiple of a million is discarded: %s", async (seed, code, biased) => {
  // The first 32 bits of these seeds are 4,294,000,000 or more. Used directly, they would make low codes more likely.
  const derived = await deriveCode({ ...LINK, seed });
  expect(derived).not.toBe(biased);
  expect(derived).toBe(code);
});

test("random secrets have 256 bits, and are never the same", () => {
  const drawn = Array.from({ length: 1_000 }, randomSecret);
  expect(new Set(drawn).size).toBe(1_000);
  expect(drawn.every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
});

test("hashes are SHA-256 (FIPS 180-2, B.1), and a signature is valid with the same secret", async () => {
  expect(await sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const signature = await hmacSha256Hex(OTHER, "message");
  expect(await isSignedByServer(OTHER, "message", signature)).toBe(true);
  expect(await isSignedByServer(FIRST, "message", signature)).toBe(false);
});

test("a short or missing secret signs nothing", async () => {
  expect(await isSignedByServer("short", "message", await hmacSha256Hex("short", "message"))).toBe(false);
  expect(await isSignedByServer(undefined, "message", "")).toBe(false);
});

test.each([
  ["", "", true],
  ["abc", "abc", true],
  ["abc", "abd", false],
  ["abc", "ab", false],
  ["", "a", false],
  ["\u0100", "\u0000", false],
])("isEqual(%j, %j) is %s", (a, b, result) => {
  expect(isEqual(a, b)).toBe(result);
});
