/** Every spelling of an address leads to the same account or is refused. A mailbox never has two accounts. */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { ask, followLink, newBrowser } from "./support/browser";
import { signInByMinting, tokenOf } from "./support/people";
import { type World, runScheduled, start } from "./support/world";
import { authRows, counts, links } from "./support/tables";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

/** Other spellings of `ada@example.com`. */
const SPELLINGS = [
  "ADA@EXAMPLE.COM",
  "Ada@Example.com",
  "  ada@example.com\t",
  "\u00a0ada@example.com\u3000",
  "\uff21\uff24\uff21@example.com",
  "ada\uff20example\uff0ecom",
  "\u1d43\u1d48\u1d43@example.com",
  "ada@ex\u{1d41a}mple.com",
  // Addresses with invisible characters, as copied from address books and web pages.
  "\u202aada@example.com\u202c",
  "ada\u200b@example.com",
  "ada@exam\u00adple.com",
  "ada@example.com\u202e",
  "\ufeffada@example.com\u2060",
];

test.each(SPELLINGS)("%j signs in to the same account", async (spelling) => {
  expect(parseEmailAddress(spelling)).toBe(ADA);
  const { userId } = await signInByMinting(world, ADA);
  const again = await signInByMinting(world, spelling);
  expect(again).toMatchObject({ userId, email: ADA });
  expect(await counts(world.t)).toMatchObject({ users: 1, members: 1 });
});

test("the Kelvin sign counts as the letter k", async () => {
  const { userId } = await signInByMinting(world, "kim@example.com");
  expect((await signInByMinting(world, "\u212aim@example.com")).userId).toBe(userId);
});

test("a plus tag is part of the address, because it may belong to another mailbox", async () => {
  await signInByMinting(world, ADA);
  await signInByMinting(world, "ada+tag@example.com");
  expect((await authRows(world.t, "user")).map(({ email }) => email)).toEqual([ADA, "ada+tag@example.com"]);
});

/**
 * The second spelling has the ASCII form of the domain, which browsers may send, as the HTML standard allows. Both
 * spellings lead to the same account.
 */
const INTERNATIONAL = [
  ["info@b\u00fccher.example", "info@xn--bcher-kva.example"],
  ["info@B\u00dcCHER.example", "info@xn--bcher-kva.example"],
  ["info@b\u00fc\u200bcher.example", "info@xn--bcher-kva.example"],
  ["info@bu\u0308cher.example", "info@xn--bcher-kva.example"],
  ["ada@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444", "ada@xn--80a1acny.xn--p1ai"],
  ["ada@\u4f8b\u3048\u3002\u30c6\u30b9\u30c8", "ada@xn--r8jz45g.xn--zckzah"],
  ["ada@\u4f8b\u3048\uff0e\u30c6\u30b9\u30c8", "ada@xn--r8jz45g.xn--zckzah"],
  ["ada@fa\u00df.example", "ada@xn--fa-hia.example"],
  // Looks like example.com, but is another domain.
  ["ada@ex\u0430mple.com", "ada@xn--exmple-4nf.com"],
] as const;

test.each(INTERNATIONAL)("%s and %s are one account", async (spelling, ascii) => {
  expect(parseEmailAddress(spelling)).toBe(ascii);
  expect(parseEmailAddress(ascii)).toBe(ascii);
  const { userId } = await signInByMinting(world, spelling);
  expect(await signInByMinting(world, ascii)).toMatchObject({ userId, email: ascii });
});

/** Characters that `<input type="email">` accepts besides letters and digits, and real mailbox names. */
test.each([
  ..."!#$%&'*+/=?^_`{|}~-.".split("").flatMap((sign) => [`a${sign}b@example.com`, `${sign}@example.com`]),
  "ada.@docomo.example",
  "ada..b@docomo.example",
  ".ada@example.com",
  "ada@example",
  "ada@1.example",
  `ada@${"a".repeat(63)}.example`,
])("%s is accepted", (address) => {
  expect(parseEmailAddress(address)).toBe(address);
});

/** Text that could reach the mail server or the table as something other than one address. */
const REFUSED = [
  "",
  " ",
  "ada",
  "@example.com",
  "ada@",
  "ada@@example.com",
  "ada @example.com",
  "ada@exam ple.com",
  "ada@example.com\nBcc: all@example.com",
  "ada@example.com\r\nBcc: all@example.com",
  "ada\r\n@example.com",
  "ada@example.com%0d%0aBcc:all@example.com",
  "ada\u0000@example.com",
  "ada\u2028@example.com",
  "ada@example.com,eve@example.com",
  "ada@example.com;eve@example.com",
  "ada@example.com, eve@example.com",
  "Ada <ada@example.com>",
  "<ada@example.com>",
  '"ada"@example.com',
  "ada@example.com>",
  "ada@[127.0.0.1]",
  "ada@example..com",
  "ada@-example.com",
  "ada@example-.com",
  "ada@example.com.",
  `ada@${"a".repeat(64)}.example`,
  "ada@b\u00fccher..example",
  "ada@b\u00fccher.example/path",
  "ada@b\u00fccher.example:25",
  "ada@b\u00fccher.example?x",
  "ada@b\u00fccher%2eexample",
  "ada@b\u00fc cher.example",
  "ada@\u0301.example",
  "ada@b\u00fccher\u0000.example",
  "\u00fcnal@example.com",
  "\u0430da@example.com",
  "ad\u0131n@example.com",
  "\u0130pek@example.com",
  `${"a".repeat(65)}@example.com`,
  `${"a".repeat(250)}@example.com`,
  `ada@${"a".repeat(250)}.com`,
  "a".repeat(2_000) + "@example.com",
];

test.each(REFUSED)("%j is refused", async (address) => {
  expect(await ask(world, address, await newBrowser())).toEqual({ ok: false, reason: "invalid_email" });
  await expect(world.t.mutation(internal.loginLinks.mint, { email: address })).rejects.toMatchObject({
    data: { code: "invalid" },
  });
  await runScheduled(world, 100);
  expect(await links(world.t)).toHaveLength(0);
  expect(world.mail.mails).toHaveLength(0);
});

test("line breaks around an address are removed", async () => {
  await ask(world, "\r\nada@example.com\r\n", await newBrowser());
  await runScheduled(world);
  expect(world.mail.mails.map(({ to }) => to)).toEqual([ADA]);
});

test("the longest valid address is accepted", () => {
  const longest = `${"a".repeat(64)}@${`${"b".repeat(60)}.`.repeat(3)}${"c".repeat(2)}.com`;
  expect(longest.length).toBeLessThanOrEqual(254);
  expect(parseEmailAddress(longest)).toBe(longest);
  expect(parseEmailAddress(`${"a".repeat(255 - 12)}@example.com`)).toBeNull();
});

test("normalising again changes nothing", () => {
  for (const spelling of [...SPELLINGS, "ada+tag@example.com"]) {
    const once = parseEmailAddress(spelling)!;
    expect(parseEmailAddress(once)).toBe(once);
  }
});

describe("the mask", () => {
  test("shows the first letter and the domain", async () => {
    const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    const peek = await world.t.query(api.loginLinks.peek, { token: tokenOf(url), minute: 0 });
    expect(peek).toMatchObject({ maskedEmail: "a•••@example.com" });
    expect(JSON.stringify(peek)).not.toContain("ada@");
    expect(await followLink(world, tokenOf(url), await newBrowser())).toMatchObject({ ok: true });
  });
});
