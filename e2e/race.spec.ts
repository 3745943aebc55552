/** Many requests at once, through Next and over HTTP, have the same result as the same requests one after another. */
import { mintAndMail, rowsOf } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { expectNoSession, expectSignedIn } from "./support/outcomes";
import { expect, test } from "./support/test";
import { Visitor } from "./support/visitor";

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

test("one link opened by fifty browsers at once gives one session, and 49 pages say why not", async ({
  mailbox,
  address,
}) => {
  await new Visitor().ask(address);
  const link = linkIn(await mailbox.newest(address));
  const visitors = many(50, () => new Visitor());
  await Promise.all(visitors.map((visitor) => visitor.open(link)));
  const answers = await Promise.all(visitors.map((visitor) => visitor.submit("/login/callback")));

  const signedIn = visitors.filter(({ sessionToken }) => sessionToken !== undefined);
  expect(signedIn).toHaveLength(1);
  const ways = answers.map(({ status, headers }) => `${status} ${headers.location}`).sort();
  expect(ways).toEqual([
    ...many(1, () => "303 /dashboard"),
    ...many(49, () => "303 /login/confirm?problem=used"),
  ]);

  const { users, sessions, audit } = await rowsOf(address);
  const actions = audit.map(({ action }) => action);
  expect([users.length, sessions.length]).toEqual([1, 1]);
  expect(actions.filter((action) => action === "link.exchanged")).toHaveLength(1);
  expect(actions.filter((action) => action === "link.refused")).toHaveLength(49);

  const refused = visitors.find(({ sessionToken }) => sessionToken === undefined)!;
  expectNoSession(refused);
  expect((await refused.open("/login/confirm?problem=used")).body).toContain("already been used");
});

test("if twenty browsers ask for one new address at once, one link works, and it is mailed", async ({
  mailbox,
  address,
}) => {
  const askers = many(20, () => new Visitor());
  const answers = await Promise.all(askers.map((asker) => asker.ask(address)));
  // The URL contains the minute of the request.
  const wayOf = (location = "") => location.replace(/asked=\d+$/, "asked=NOW");
  const ways = new Set(answers.map(({ status, headers }) => `${status} ${wayOf(headers.location)}`));
  expect([...ways]).toEqual(["303 /login?next=/dashboard&asked=NOW"]);
  await expect.poll(async () => (await rowsOf(address)).links.length).toBe(20);
  await expect.poll(async () => (await rowsOf(address)).links.at(-1)?.mailedAt).toBeTruthy();

  // A link that was retired before its email was sent gets no email.
  const links = (await mailbox.all(address, 1)).map(linkIn);
  expect(new Set(links).size).toBe(links.length);
  await Promise.all(links.map((link) => new Visitor().continueWith(link)));
  const { links: rows, users, sessions } = await rowsOf(address);
  expect([users.length, sessions.length]).toEqual([1, 1]);
  expect(rows.filter(({ revokedAt }) => revokedAt !== undefined)).toHaveLength(19);
  expect(rows.findIndex(({ usedAt }) => usedAt !== undefined)).toBe(19);
});

test("two working links, followed at once by two new browsers, give one account and two sessions", async ({
  mailbox,
  address,
}) => {
  await mintAndMail({ email: address });
  await new Visitor().ask(address);
  const links = (await mailbox.all(address, 2)).map(linkIn);
  const followers = links.map((link) => ({ link, visitor: new Visitor() }));
  const answers = await Promise.all(followers.map(({ link, visitor }) => visitor.continueWith(link)));
  followers.forEach(({ visitor }, at) => expectSignedIn(visitor, answers[at]!));
  const { users, sessions } = await rowsOf(address);
  expect([users.length, sessions.length]).toEqual([1, 2]);
});
