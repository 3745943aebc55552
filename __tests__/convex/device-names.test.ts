/** The names that people give their devices: which account and browser a name belongs to, and how long it is kept. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { sha256Hex } from "@latchkey/login-links/http";
import { DEVICE_COOKIE_DAYS } from "@/lib/device-names";
import { addPasskey, openSignInPage, send } from "./support/passkeys";
import { type Person, personOf, signIn } from "./support/people";
import { DAY, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { newBrowser } from "./support/browser";

const ADA = "ada@example.com";
const BOB = "bob@example.com";

let world: World;
let laptop: string;
let phone: string;
let ada: Person;
beforeEach(async () => {
  world = await start();
  [laptop, phone] = [await sha256Hex("laptop"), await sha256Hex("phone")];
  ada = await signIn(world, ADA, { deviceHash: laptop });
});

const names = async ({ as }: Person) => (await as.query(api.sessions.list, {})).map(({ name }) => name);
const name = (person: Person, typed: string, { sessionId } = person) =>
  person.as.mutation(api.sessions.nameDevice, { sessionId, name: typed });
const again = async (email: string, deviceHash?: string) => {
  advance(4 * MINUTE);
  return signIn(world, email, { deviceHash });
};
const rows = () => world.t.run(({ db }) => db.query("browsers").collect());

describe("the name of a device", () => {
  test("is shown with its own session only", async () => {
    const other = await again(ADA, phone);
    await name(ada, "  Work\tlaptop ");
    expect(await names(ada)).toEqual(["Work laptop", null]);
    expect(await names(other)).toEqual([null, "Work laptop"]);
  });

  test("is kept for the next session in the same browser, whether by link or by passkey", async () => {
    await name(ada, "Work laptop");
    const passkey = await addPasskey(ada);
    await ada.as.mutation(api.sessions.revoke, { sessionId: ada.sessionId });
    const byLink = await again(ADA, laptop);
    expect(await names(byLink)).toEqual(["Work laptop"]);
    await byLink.as.mutation(api.sessions.revoke, { sessionId: byLink.sessionId });
    const page = await openSignInPage();
    const signed = await send(world, await passkey.assert(page.challenge), page, undefined, laptop);
    if (!signed.ok) throw new Error(signed.reason);
    expect(await names(personOf(world, signed.setCookies, await newBrowser()))).toEqual(["Work laptop"]);
    expect(await rows()).toHaveLength(1);
  });

  test("can be given from another device, changed and removed", async () => {
    const other = await again(ADA, phone);
    await name(other, "Old laptop", ada);
    await name(other, "Laptop", ada);
    expect(await names(ada)).toEqual(["Laptop", null]);
    await name(ada, "");
    expect(await names(ada)).toEqual([null, null]);
  });

  test("can be set in a browser without the device cookie", async () => {
    const other = await again(ADA);
    await name(other, "Kiosk");
    expect(await names(other)).toEqual(["Kiosk", null]);
    expect(await names(await again(ADA))).toEqual([null, "Kiosk", null]);
  });

  test("belongs to one account of the browser", async () => {
    await name(ada, "Work laptop");
    const bob = await again(BOB, laptop);
    expect(await names(bob)).toEqual([null]);
    await name(bob, "Kitchen");
    expect(await names(ada)).toEqual(["Work laptop"]);
  });

  test("cannot be set for somebody else's session: the answer is the same as for an unknown session", async () => {
    const bob = await signIn(world, BOB);
    const refusals = [];
    for (const sessionId of [bob.sessionId, "nonsense", ""]) {
      const refused = ada.as.mutation(api.sessions.nameDevice, { sessionId, name: "Mine" });
      refusals.push(await refused.catch((error: { data: unknown }) => error.data));
    }
    expect(refusals[0]).toMatchObject({ code: "not_found" });
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(await names(bob)).toEqual([null]);
  });

  test.each([
    "x".repeat(61),
    "https://evil.example",
    "see evil.example",
    "evil\u3002example",
    "evil\uff0eexample",
    "evil\u200b.example",
    "ada@localhost",
  ])("%j is refused, with the field", async (typed) => {
    await expect(name(ada, typed)).rejects.toMatchObject({ data: { code: "invalid", field: "name" } });
    expect(await names(ada)).toEqual([null]);
  });
});

describe("a browser is recognised", () => {
  test("only by a hash that our server signed", async () => {
    const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    const token = new URL(url ?? "").searchParams.get("token") ?? "";
    const { attempt } = await newBrowser();
    await world.t.mutation(api.loginLinks.exchange, {
      proof: { kind: "token", token },
      attempt,
      client: { userAgent: null, deviceHash: phone },
    });
    expect(await rows()).toMatchObject([{ deviceHash: laptop }]);
  });

  test("for as long as its cookie lasts", async () => {
    await name(ada, "Work laptop");
    advance(DEVICE_COOKIE_DAYS * DAY - 60 * MINUTE);
    await world.t.mutation(internal.model.sweeping.sweep, {});
    expect(await rows()).toHaveLength(1);
    advance(2 * 60 * MINUTE);
    await world.t.mutation(internal.model.sweeping.sweep, {});
    expect(await rows()).toEqual([]);
  });

  test("no longer after the account's owner has said that it was not them", async () => {
    await name(ada, "Work laptop");
    const noticeId = await world.t.run(({ db }) =>
      db.insert("notices", {
        userId: ada.userId,
        email: ADA,
        kind: "newDevice",
        sessionId: ada.sessionId,
      }),
    );
    const other = await again(ADA, phone);
    await other.as.mutation(api.notices.disown, { noticeId });
    expect(await rows()).toMatchObject([{ deviceHash: phone }]);
  });
});

test("device names are in the download of one's data, and are deleted with the account", async () => {
  await name(ada, "Work laptop");
  expect(await ada.as.query(api.account.data, {})).toMatchObject({
    browsers: [{ name: "Work laptop", signedInAt: expect.any(String) }],
  });
  await ada.as.mutation(api.account.requestDeletion, {});
  advance(8 * DAY);
  await world.t.mutation(internal.model.account.erasure.eraseDue, {});
  await runScheduled(world);
  expect(await rows()).toEqual([]);
});
