/** Who is calling: what Next.js vouches for, else what Convex sees. Told by whose limit an ask is taken from. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { hmacSha256Hex } from "@/lib/digest";
import { clientOf } from "@/lib/client-ip";
import { newBrowser } from "./support/browser";
import { MINUTE, NOW, goTo, type Scene, settle, start } from "./support/scene";
import { auditEvents } from "./support/tables";

const PERSON = "198.51.100.7";
const SERVER = "192.0.2.1";
const SECRET = "another secret that only these tests know";

let scene: Scene;
beforeEach(async () => {
  scene = await start();
});

describe("an address that Next.js vouches for", () => {
  test("is believed, as Next.js signs it", async () => {
    const headers = new Headers({ "x-real-ip": PERSON, "user-agent": "Test" });
    const { ip } = await clientOf(headers, { trustedHeader: "x-real-ip", secret: SECRET, now: NOW });
    expect(await addressSeen(ip)).toBe(PERSON);
  });

  test("is not believed with a signature that is wrong", async () => {
    const forged = [
      { ...(await claim()), signature: await hmacSha256Hex("a guess", `${PERSON}|${NOW}`) },
      { ...(await claim()), address: "198.51.100.8" },
      { ...(await claim()), at: NOW + 1 },
      { ...(await claim()), signature: "" },
    ];
    for (const ip of forged) expect(await addressSeen(ip)).toBe(SERVER);
  });

  test("is believed for two minutes, give or take, and not a millisecond longer", async () => {
    const ip = await claim();
    for (const [time, seen] of [
      [NOW + 2 * MINUTE, PERSON],
      [NOW + 2 * MINUTE + 1, SERVER],
      [NOW - 2 * MINUTE, PERSON],
      [NOW - 2 * MINUTE - 1, SERVER],
    ] as const) {
      scene = await start();
      goTo(time);
      expect(await addressSeen(ip)).toBe(seen);
    }
  });

  test("that was not sent leaves the one that Convex sees", async () => {
    expect(await addressSeen(undefined)).toBe(SERVER);
  });
});

describe("one caller is", () => {
  test("whoever has the same vouched address, from whatever server", async () => {
    expect(await isOneCaller([PERSON, PERSON])).toBe(true);
    expect(await isOneCaller([PERSON, "198.51.100.8"])).toBe(false);
  });

  test("a whole /64 of IPv6, and no more", async () => {
    const same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2:0:0:0:9"];
    for (const address of same) expect(await isOneCaller([same[0]!, address])).toBe(true);
    expect(await isOneCaller([same[0]!, "2001:db8:1:3::1"])).toBe(false);
    expect(await isOneCaller(["2001:db8::1", "2001:db8::ffff:1"])).toBe(true);
    expect(await isOneCaller(["::1", "1::"])).toBe(false);
  });

  test("the same however its address is spelt", async () => {
    const spellings = [
      "2001:db8:0:2::1",
      "2001:0db8:0000:0002::1",
      "2001:DB8:0:2::1",
      "2001:db8::2:0:0:0:1",
      "2001:0DB8:0:0002:1:1:1:1",
    ];
    for (const spelling of spellings) expect(await isOneCaller([spellings[0]!, spelling])).toBe(true);
  });

  test("an IPv4 address, mapped into IPv6 or not", async () => {
    expect(await isOneCaller([PERSON, `::ffff:${PERSON}`])).toBe(true);
    expect(await isOneCaller([`::ffff:${PERSON}`, "::ffff:198.51.100.8"])).toBe(false);
  });
});

type Claim = { address: string; at: number; signature: string };

async function claim(address = PERSON, at = NOW): Promise<Claim> {
  return { address, at, signature: await hmacSha256Hex(SECRET, `${address}|${at}`) };
}

let asked = 0;

async function askAs(ip: Claim | undefined) {
  asked += 1;
  return scene.t.withRequestMetadata({ ip: SERVER }).mutation(api.loginLinks.request, {
    email: `person${asked}@example.com`,
    browserHash: (await newBrowser()).browserHash,
    client: { userAgent: "Test", ...(ip === undefined ? {} : { ip }) },
  });
}

async function addressSeen(ip: Claim | undefined): Promise<string | undefined> {
  await askAs(ip);
  await settle(scene, 100);
  return (await auditEvents(scene.t, "link.asked")).at(-1)?.ipAddress;
}

/** Uses up the limit of the first; whoever is refused then is the same caller. */
async function isOneCaller([first, second]: [string, string]): Promise<boolean> {
  scene = await start();
  for (let i = 0; i < 20; i++) expect(await askAs(await claim(first))).toMatchObject({ ok: true });
  return !(await askAs(await claim(second))).ok;
}

describe("the id of a request", () => {
  const audited = async (requestId: string) => {
    await scene.t.mutation(api.loginLinks.request, {
      email: "ada@example.com",
      browserHash: (await newBrowser()).browserHash,
      client: { userAgent: "Test", requestId },
    });
    await settle(scene, 100);
    return (await auditEvents(scene.t, "link.asked")).at(-1)?.details;
  };

  test("leads from Next's log to the audit", async () => {
    expect(await audited("54e276c8-1ad9-4d7c")).toMatchObject({ requestId: "54e276c8-1ad9-4d7c" });
    expect(console.info).toHaveBeenCalledWith(
      JSON.stringify({ level: "info", event: "link.asked", requestId: "54e276c8-1ad9-4d7c" }),
    );
  });

  test.each(["", "short", "a line\nbreak in it", '","event":"forged', "x".repeat(65)])(
    "is left out where it is %j",
    async (requestId) => expect(await audited(requestId)).not.toHaveProperty("requestId"),
  );
});
