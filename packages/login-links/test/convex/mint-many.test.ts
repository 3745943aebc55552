import { beforeEach, expect, test } from "@jest/globals";
import { authRows, call, DAY, follow, linksOf, NOW, tokenOf, world, type World } from "./support/world.ts";

let t: World;
beforeEach(async () => {
  t = await world("localInstall");
});

const addressOf = (i: number) => `person${i}@example.com`;
const people = (count: number) => Array.from({ length: count }, (_, i) => ({ email: addressOf(i) }));

test("makes 500 links in one mutation, in the order given, each for its own address", async () => {
  const made = await call(t, "mintMany", { links: people(500), isMailed: true });
  expect(made).toHaveLength(500);
  const links = await t.run(({ db }) => db.query("loginLinks").collect());
  const emails = new Map(links.map(({ _id, email }) => [_id, email]));
  expect(made.map(({ linkId }) => emails.get(linkId))).toEqual(people(500).map(({ email }) => email));
  expect(new Set(made.map(({ url }) => url)).size).toBe(500);
});

test("makes links that each work once and verify the address", async () => {
  const made = await call(t, "mintMany", {
    links: [
      { email: addressOf(0), name: "Ada", next: "/welcome" },
      { email: addressOf(1), next: "//evil.example" },
    ],
    isMailed: true,
  });
  expect(await linksOf(t, addressOf(0))).toMatchObject([{ purpose: "invite", expiresAt: NOW + 14 * DAY }]);
  const tokens = made.map(({ url }) => tokenOf(url));
  expect(await follow(t, tokens[0]!)).toMatchObject({ ok: true, redirectTo: "/welcome" });
  expect(await follow(t, tokens[1]!)).toMatchObject({ ok: true, redirectTo: "/dashboard" });
  expect(await follow(t, tokens[0]!)).toEqual({ ok: false, reason: "used" });
  expect(await authRows(t, "user")).toMatchObject([
    { name: "Ada", emailVerified: true },
    { emailVerified: true },
  ]);
});

test("makes links that do not verify the address if they are not mailed", async () => {
  const [link] = await call(t, "mintMany", { links: people(1), isMailed: false });
  await follow(t, tokenOf(link!.url));
  expect(await authRows(t, "user")).toMatchObject([{ emailVerified: false }]);
});

test("does not revoke earlier links of an invite, because its mail may never be sent", async () => {
  const [first] = await call(t, "mintMany", { links: people(1), isMailed: true });
  const [second] = await call(t, "mintMany", { links: people(1), isMailed: true, lifetimeMs: DAY });
  expect(second!.expiresAt).toBe(NOW + DAY);
  for (const link of [first, second]) expect(await follow(t, tokenOf(link!.url))).toMatchObject({ ok: true });
});

test("does not revoke earlier links of a test mail; a minted link for one person revokes the previous one", async () => {
  const usable = async (purpose: "test" | "minted") => {
    await call(t, "mintMany", { links: people(1), isMailed: true, purpose });
    await call(t, "mintMany", { links: people(1), isMailed: true, purpose });
    const links = await t.run(({ db }) => db.query("loginLinks").collect());
    return links.filter((link) => link.purpose === purpose && link.revokedAt === undefined).length;
  };
  expect([await usable("test"), await usable("minted")]).toEqual([2, 1]);
});

test.each([
  ["more than 500", { links: people(501) }, "At most 500 links at once."],
  [
    "an address twice",
    { links: [{ email: "Ada@example.com" }, { email: "ada@example.com " }] },
    "ada@example.com is there twice.",
  ],
  ["no address", { links: [{ email: "ada" }] }, "email is not an address."],
])("refuses %s, and makes no link", async (_, args, message) => {
  const minting = call(t, "mintMany", { ...args, isMailed: true });
  await expect(minting).rejects.toMatchObject({ data: { code: "invalid", message } });
  expect(await t.run(({ db }) => db.query("loginLinks").collect())).toEqual([]);
});

test("refuses metadata that the owner does not allow", async () => {
  t = await world("localInstall", { metadataKeys: ["plan"] });
  const withMetadata = (metadata: Record<string, string>) =>
    call(t, "mintMany", { links: [{ email: addressOf(0), metadata }], isMailed: true });
  await withMetadata({ plan: "pro" });
  await expect(withMetadata({ role: "admin" })).rejects.toMatchObject({ data: { field: "metadata" } });
  await expect(withMetadata({ plan: "x".repeat(3_000) })).rejects.toMatchObject({
    data: { field: "metadata" },
  });
});
