/** Suppressed addresses get no campaign mail. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { ask, newBrowser } from "./support/browser";
import { recipientRows, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { type World, runScheduled, start } from "./support/world";
import { auditEvents } from "./support/tables";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

const add = (emails: string[], note = "They called") =>
  marketer.as.mutation(api.suppressions.add, { emails, note });
const list = async (search?: string, numItems = 100, cursor: string | null = null) =>
  marketer.as.query(api.suppressions.list, { search, paginationOpts: { numItems, cursor } });
const emailsOf = ({ page }: Awaited<ReturnType<typeof list>>) => page.map(({ email }) => email);

describe("added by hand", () => {
  test("addresses are stored in normalised form, with who added them and why", async () => {
    const report = await add([" ADA@Example.com ", "bob@example.com", "ada@example.com", "nobody"]);
    expect(report).toEqual({ added: 2, known: 1, rejected: ["nobody"] });
    expect((await list()).page).toMatchObject([
      { email: "ada@example.com", reason: "manual", note: "They called" },
      { email: "bob@example.com", reason: "manual", note: "They called" },
    ]);
    expect(await auditEvents(world.t, "suppression.added")).toMatchObject([
      { actorName: "marketer@example.com", subject: "ada@example.com" },
      { actorName: "marketer@example.com", subject: "bob@example.com" },
    ]);
  });

  test("500 at once fit into one transaction; 501 are refused", async () => {
    const emails = recipientRows(501).map(({ email }) => email);
    expect(await add(emails.slice(0, 500))).toMatchObject({ added: 500 });
    await expect(add(emails)).rejects.toMatchObject({ data: { code: "invalid" } });
  });

  test.each(["", "   "])("a reason is required: %j", async (note) => {
    await expect(add(["ada@example.com"], note)).rejects.toMatchObject({ data: { code: "invalid" } });
    expect((await list()).page).toEqual([]);
  });

  test("the first reason is kept", async () => {
    await add(["ada@example.com"], "first");
    expect(await add(["ada@example.com"], "second")).toEqual({ added: 0, known: 1, rejected: [] });
    expect((await list()).page).toMatchObject([{ note: "first" }]);
  });
});

describe("the list", () => {
  beforeEach(() => add(["cy@example.com", "ada@example.com", "adam@example.com", "bob@example.com"]));

  test("is in order, a page at a time", async () => {
    const first = await list(undefined, 3);
    expect(emailsOf(first)).toEqual(["ada@example.com", "adam@example.com", "bob@example.com"]);
    const second = await list(undefined, 3, first.continueCursor);
    expect([emailsOf(second), second.isDone]).toEqual([["cy@example.com"], true]);
  });

  test.each([
    ["ada", ["ada@example.com", "adam@example.com"]],
    [" ADA@ ", ["ada@example.com"]],
    ["zoe", []],
  ])("is searched by how an address begins: %j", async (search, found) => {
    expect(emailsOf(await list(search))).toEqual(found);
  });
});

test("an address whose suppression was removed can be invited again, and the audit log records who removed it and why it was suppressed", async () => {
  await add(["ada@example.com"]);
  const [{ id: suppressionId }] = (await list()).page as unknown as [{ id: never }];
  await marketer.as.mutation(api.suppressions.remove, { suppressionId });
  expect((await list()).page).toEqual([]);
  expect(await auditEvents(world.t, "suppression.removed")).toMatchObject([
    { actorName: "marketer@example.com", subject: "ada@example.com", details: { reason: "manual" } },
  ]);
  const again = marketer.as.mutation(api.suppressions.remove, { suppressionId });
  await expect(again).rejects.toMatchObject({ data: { code: "not_found" } });
});

test("an export is audited", async () => {
  await marketer.as.mutation(api.suppressions.noteExport, {});
  expect(await auditEvents(world.t, "suppressions.exported")).toHaveLength(1);
});

test("a suppressed person can still ask for a sign-in link, because they ask for that mail themselves", async () => {
  await add(["ada@example.com"]);
  await ask(world, "ada@example.com", await newBrowser());
  await runScheduled(world);
  expect(world.mail.lastTo("ada@example.com").code).not.toBeNull();
});
