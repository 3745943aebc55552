import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { clearCookie, cookieName, readCookie, setCookie } from "../../src/http/cookies.ts";
import {
  attemptFromPending,
  decodeLink,
  encodeLink,
  fingerprint,
  takeInHand,
} from "../../src/http/link-cookie.ts";
import {
  browserHash,
  decodePending,
  encodePending,
  nextPending,
  PENDING_MAX_AGE,
  type Pending,
  renewedPending,
} from "../../src/http/pending-cookie.ts";
import { decodeTyped, encodeTyped } from "../../src/http/typed-cookie.ts";

const HTTP = { siteUrl: "http://localhost:3000" };
const HTTPS = { siteUrl: "https://latchkey.example" };
const NOW = Date.UTC(2026, 10, 23);
const TOKEN = "A".repeat(43);

describe("cookies", () => {
  it("have the prefix __Host- on https, and none on http", () => {
    expect(cookieName("pending", HTTPS)).toBe("__Host-latchkey-pending");
    expect(cookieName("link", HTTP)).toBe("latchkey-link");
  });

  it("are HttpOnly, for the whole site, and Secure on https", () => {
    expect(setCookie("link", "v", HTTPS, 600)).toBe(
      "__Host-latchkey-link=v; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure",
    );
    expect(clearCookie("link", HTTP)).toBe("latchkey-link=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  });

  it.each([
    [null, null],
    ["", null],
    ["a=1", null],
    ["latchkey-link=v", "v"],
    ["a=1; latchkey-link=v ;b=2", "v"],
    ["latchkey-link=first; latchkey-link=second", "first"],
    ["xlatchkey-link=v", null],
    ["latchkey-link", null],
    ["latchkey-link=a=b", "a=b"],
  ])("%p contains %p", (header, expected) => expect(readCookie(header, "latchkey-link")).toBe(expected));
});

describe("the pending cookie", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.nat(PENDING_MAX_AGE), (email, age) => {
        const pending = nextPending(null, email, NOW - age * 1000);
        expect(decodePending(encodePending(pending), NOW)).toEqual(pending);
      }),
    );
  });

  it("keeps its secret when another link is asked for, for any address", () => {
    const first = nextPending(null, "ada@example.com", NOW);
    const second = nextPending(first, "bob@example.com", NOW + 1);
    expect(second).toEqual({
      secret: first.secret,
      askedAt: NOW + 1,
      email: "bob@example.com",
      isRenewal: false,
    });
  });

  it("keeps the typed address after a renewal, and records that it was one", () => {
    const first = nextPending(null, "ada@example.com", NOW);
    const renewed = renewedPending(first, NOW + 1);
    expect(renewed).toEqual({ ...first, askedAt: NOW + 1, isRenewal: true });
    expect(decodePending(encodePending(renewed), NOW + 1)).toEqual(renewed);
    expect(renewedPending(null, NOW).email).toBe("");
  });

  it("is valid up to the last millisecond and no longer", () => {
    const value = encodePending(nextPending(null, "a@example.com", NOW));
    const end = NOW + PENDING_MAX_AGE * 1000;
    expect(decodePending(value, end)).not.toBeNull();
    expect(decodePending(value, end + 1)).toBeNull();
  });

  it.each([
    undefined,
    null,
    "",
    "a.b.c",
    `${TOKEN}.x.`,
    `${TOKEN}.1`,
    `${TOKEN}.${NOW}.%`,
    `${TOKEN}.${NOW}._w`,
    `${TOKEN}.${NOW}..r`,
  ])("is ignored if it is %p", (value) => expect(decodePending(value, NOW)).toBeNull());

  it("tells Convex a hash of its secret, not the secret", async () => {
    const pending: Pending = { secret: "abc", askedAt: NOW, email: "", isRenewal: false };
    expect(await browserHash(pending)).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("the cookie with the typed text", () => {
  it("is read as it was written, and has a limited length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const value = encodeTyped(text);
        expect(value).toMatch(/^[\w-]*$/);
        expect(value.length).toBeLessThanOrEqual(2_000);
        if (text.length <= 500) expect(decodeTyped(value) ?? "").toBe(text);
      }),
    );
  });

  it.each([null, undefined, "", "%", "_w", "a.b"])("is ignored if it is %p", (value) => {
    expect(decodeTyped(value)).toBeNull();
  });
});

describe("the link cookie", () => {
  it("is read as it was written, and refused if it was changed", async () => {
    const link = await takeInHand(TOKEN, null, null);
    expect(decodeLink(encodeLink(link))).toEqual(link);
    for (const value of [TOKEN, `${TOKEN}.x`, `${encodeLink(link)}.x`, "", null]) {
      expect(decodeLink(value)).toBeNull();
    }
  });

  it("begins a new attempt in every other browser, and continues the same one in the browser that asked", async () => {
    const pending = nextPending(null, "a@example.com", NOW);
    const [one, two] = await Promise.all([takeInHand(TOKEN, null, null), takeInHand(TOKEN, null, null)]);
    expect(one.attempt).not.toBe(two.attempt);
    const derived = await takeInHand(TOKEN, null, pending);
    expect(await takeInHand(TOKEN, null, pending)).toEqual(derived);
    expect(derived.attempt).toBe(await attemptFromPending(pending, TOKEN));
  });

  it("identifies its link without the token", async () => {
    const print = await fingerprint(TOKEN);
    expect(print).toMatch(/^[\w-]{22}$/);
    expect(print).not.toBe(await fingerprint("B".repeat(43)));
  });
});
