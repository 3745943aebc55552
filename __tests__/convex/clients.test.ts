/**
 * Next.js signs the caller's address in each call. The audit log shows this address, and the call counts against the
 * rate limits of this address.
 */
import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { limitKey, type VisitorFunction } from "@latchkey/login-links/convex";
import { type Claim, claimMessage, clientOf, hmacSha256Hex, signClaim } from "@latchkey/login-links/http";
import type { Deployment } from "./support/deployment";
import { askAndRead, followLink, newBrowser } from "./support/browser";
import { MINUTE, NOW, setTime, type World, runScheduled, start } from "./support/world";
import { useUp } from "./support/limits";
import { auditEvents, links } from "./support/tables";

const PERSON = "198.51.100.7";
const SERVER = "192.0.2.1";
const SECRET = "another secret that only these tests know";
const ASKING = "loginLinks:request";

let world: World;
beforeEach(async () => {
  world = await start();
});

describe("a visitor with a claim that Next.js signed", () => {
  test("has the address that Next.js names", async () => {
    const headers = new Headers({ "x-real-ip": PERSON, "user-agent": "Test" });
    const settings = { trustedHeader: "x-real-ip", secret: SECRET, now: NOW };
    const { claim } = await clientOf(headers, ASKING, settings);
    expect(await addressSeen(claim)).toBe(PERSON);
  });

  test("has the address of Next.js itself if Next.js does not know theirs", async () => {
    expect(await addressSeen(await claim(null))).toBe(SERVER);
  });

  test("does not use up the limit that unsigned calls share", async () => {
    await useUp(world.t, "unsignedCalls");
    expect(await askAs(await claim())).toMatchObject({ ok: true });
    expect(await askAs(await claim(null))).toMatchObject({ ok: true });
  });

  test("is believed up to two minutes before and after the time in the claim, and not a millisecond longer", async () => {
    const signed = await claim();
    for (const [time, seen] of [
      [NOW + 2 * MINUTE, PERSON],
      [NOW + 2 * MINUTE + 1, undefined],
      [NOW - 2 * MINUTE, PERSON],
      [NOW - 2 * MINUTE - 1, undefined],
    ] as const) {
      world = await start();
      setTime(time);
      expect(await addressSeen(signed)).toBe(seen);
    }
  });
});

describe("a claim that does not fit", () => {
  const forgeries: [string, () => Promise<Claim>][] = [
    ["signed with a guess", async () => ({ ...(await claim()), signature: await guess(PERSON) })],
    ["for another address", async () => ({ ...(await claim()), address: "198.51.100.8" })],
    ["for a missing address", async () => ({ ...(await claim()), address: null })],
    [
      "made without an address, with one inserted later",
      async () => ({ ...(await claim(null)), address: PERSON }),
    ],
    ["for another time", async () => ({ ...(await claim()), at: NOW + 1 })],
    ["not signed", async () => ({ ...(await claim()), signature: "" })],
    ["made for an exchange", () => claim(PERSON, NOW, "loginLinks:exchange")],
    ["made for a renewal", () => claim(PERSON, NOW, "loginLinks:renew")],
  ];

  test.each(forgeries)("%s: the call counts as unsigned", async (_, forge) => {
    expect(await addressSeen(await forge())).toBeUndefined();
    await useUp(world.t, "unsignedCalls");
    await expect(forge().then(askAs)).rejects.toThrow("INTERNAL_PROXY_SECRET");
  });

  test("is logged, and the call succeeds if unsigned calls are allowed", async () => {
    expect(await askAs({ ...(await claim()), signature: "x" })).toMatchObject({ ok: true });
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("visitor.claimMismatch"));
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("INTERNAL_PROXY_SECRET"));
  });

  test.each(["", "short"])("is any claim if the secret on Convex is %j", async (secret) => {
    const signed = { address: PERSON, at: NOW, signature: hmacOf(secret) };
    world = await start({ INTERNAL_PROXY_SECRET: secret });
    expect(await addressSeen(signed)).toBeUndefined();
    expect(await addressSeen(await claim())).toBeUndefined();
  });

  test("does not spend the link", async () => {
    const browser = await newBrowser();
    const { token } = await askAndRead(world, "ada@example.com", browser);
    await useUp(world.t, "unsignedCalls");
    const spend = { proof: { kind: "token" as const, token }, attempt: browser.attempt };
    const client = { userAgent: null, claim: await claim(PERSON, NOW, ASKING) };
    await expect(world.t.mutation(api.loginLinks.exchange, { ...spend, client })).rejects.toThrow(
      "INTERNAL_PROXY_SECRET",
    );
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
  });
});

describe("calls that bypass Next.js", () => {
  const client = { userAgent: "Test" };
  const browserHash = "0".repeat(64);
  const call = {
    request: (t: Deployment) =>
      t.mutation(api.loginLinks.request, { email: "eve@example.com", browserHash, client }),
    renew: (t: Deployment) =>
      t.mutation(api.loginLinks.renew, { token: "x".repeat(43), browserHash, client }),
    exchange: (t: Deployment) =>
      t.mutation(api.loginLinks.exchange, {
        proof: { kind: "token", token: "x".repeat(43) },
        attempt: "x",
        client,
      }),
  };
  const kinds = ["request", "renew", "exchange"] as const;

  test.each(kinds)("share one small limit, from any number of addresses: it ends %s", async (kind) => {
    for (let i = 0; i < 30; i++) {
      const answer = await call[kinds[i % 3]!](from(`203.0.113.${i}`));
      expect(answer).not.toMatchObject({ reason: "rate_limited" });
    }
    expect(await call[kind](from("198.51.100.99"))).toEqual({
      ok: false,
      reason: "rate_limited",
      retryAfterSeconds: 20,
    });
  });

  test("have no trusted address, because behind a proxy the caller can choose it by X-Forwarded-For", async () => {
    await call.request(from(PERSON));
    await runScheduled(world, 100);
    expect((await auditEvents(world.t, "link.asked"))[0]).not.toHaveProperty("ipAddress");
    expect((await links(world.t))[0]?.requestedFrom).toMatchObject({ ipAddress: null });
  });

  const from = (ip: string): Deployment => world.t.withRequestMetadata({ ip }) as Deployment;
});

describe("limits by caller", () => {
  const isOneCaller = (first: string, second: string) =>
    limitKey({ ipAddress: first }) === limitKey({ ipAddress: second });

  test("count callers with the same address together", async () => {
    await useUp(world.t, "linksPerIp", PERSON);
    expect(await askAs(await claim(PERSON))).toMatchObject({ ok: false, reason: "rate_limited" });
    expect(await askAs(await claim("198.51.100.8"))).toMatchObject({ ok: true });
  });

  test("count a whole IPv6 /64 as one caller, and no more", () => {
    const same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2:0:0:0:9"];
    for (const address of same) expect(isOneCaller(same[0]!, address)).toBe(true);
    expect(isOneCaller(same[0]!, "2001:db8:1:3::1")).toBe(false);
    expect(isOneCaller("2001:db8::1", "2001:db8::ffff:1")).toBe(true);
    expect(isOneCaller("::1", "1::")).toBe(false);
  });

  test("count every spelling of an address as the same caller", () => {
    const spellings = [
      "2001:db8:0:2::1",
      "2001:0db8:0000:0002::1",
      "2001:DB8:0:2::1",
      "2001:db8::2:0:0:0:1",
      "2001:0DB8:0:0002:1:1:1:1",
    ];
    for (const spelling of spellings) expect(isOneCaller(spellings[0]!, spelling)).toBe(true);
  });

  test("count an IPv4 address and its IPv6-mapped form as the same caller", () => {
    expect(isOneCaller(PERSON, `::ffff:${PERSON}`)).toBe(true);
    expect(isOneCaller(`::ffff:${PERSON}`, "::ffff:198.51.100.8")).toBe(false);
  });
});

async function claim(
  address: string | null = PERSON,
  at = NOW,
  calls: VisitorFunction = ASKING,
): Promise<Claim> {
  return signClaim(SECRET, calls, { address, at });
}

/** A signature with an empty or short secret, which an attacker could also compute. */
const hmacOf = (secret: string) =>
  createHmac("sha256", secret)
    .update(claimMessage(ASKING, { address: PERSON, at: NOW }))
    .digest("hex");

const guess = (address: string) => hmacSha256Hex("a guess", claimMessage(ASKING, { address, at: NOW }));

let asked = 0;

async function askAs(signed: Claim) {
  asked += 1;
  return world.t.withRequestMetadata({ ip: SERVER }).mutation(api.loginLinks.request, {
    email: `person${asked}@example.com`,
    browserHash: (await newBrowser()).browserHash,
    client: { userAgent: "Test", claim: signed },
  });
}

async function addressSeen(signed: Claim): Promise<string | undefined> {
  await askAs(signed);
  await runScheduled(world, 100);
  return (await auditEvents(world.t, "link.asked")).at(-1)?.ipAddress;
}

describe("the id of a request", () => {
  const audited = async (requestId: string) => {
    await world.t.mutation(api.loginLinks.request, {
      email: "ada@example.com",
      browserHash: (await newBrowser()).browserHash,
      client: { userAgent: "Test", requestId },
    });
    await runScheduled(world, 100);
    return (await auditEvents(world.t, "link.asked")).at(-1)?.details;
  };

  test("is the same in Next's log and in the audit log", async () => {
    expect(await audited("54e276c8-1ad9-4d7c")).toMatchObject({ requestId: "54e276c8-1ad9-4d7c" });
    expect(console.info).toHaveBeenCalledWith(
      JSON.stringify({ level: "info", event: "link.asked", requestId: "54e276c8-1ad9-4d7c" }),
    );
  });

  test.each(["", "short", "a line\nbreak in it", '","event":"forged', "x".repeat(65)])(
    "is left out if it is %j",
    async (requestId) => expect(await audited(requestId)).not.toHaveProperty("requestId"),
  );
});
