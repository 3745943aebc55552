/**
 * The audit log records what was done, by whom, to whom and when. It can be searched by each of these, one page at a
 * time.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { draftFor, signInAs } from "./support/campaigns";
import { ADMIN, type Person, signIn } from "./support/people";
import { MINUTE, NOW, advance, type World, start } from "./support/world";

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
  const marketer = await signInAs(world, "marketer");
  advance(MINUTE);
  await draftFor(marketer, 0);
  await marketer.as.mutation(api.suppressions.add, { emails: ["ada@example.com"], note: "asked" });
  advance(MINUTE);
  await admin.as.mutation(api.people.invite, { email: "ada@example.com", role: "member" });
});

type Filter = Partial<Record<"actor" | "action" | "subject", string> & Record<"from" | "to", number>>;

async function list(filter: Filter, numItems = 100, cursor: string | null = null) {
  return admin.as.query(api.audit.list, { ...filter, paginationOpts: { numItems, cursor } });
}

const actionsOf = async (filter: Filter) => (await list(filter)).page.map(({ action }) => action);

test("lists events newest first, with who, what, whom, from where and when", async () => {
  const { page } = await list({});
  expect(page.map(({ action }) => action).slice(0, 4)).toEqual([
    "member.invited",
    "link.minted",
    "suppression.added",
    "campaign.created",
  ]);
  expect(page[0]).toMatchObject({ actor: ADMIN, subject: "ada@example.com", details: { role: "member" } });
  expect(page.find(({ action }) => action === "link.exchanged")).toMatchObject({
    actor: "marketer@example.com",
    ipAddress: expect.stringMatching(/^10\./),
    userAgent: expect.stringContaining("Chrome"),
  });
  expect(page.every(({ at }, i) => i === 0 || at <= page[i - 1]!.at)).toBe(true);
});

describe("filtered", () => {
  test.each<[string, Filter, string[]]>([
    [
      "by who",
      { actor: "marketer@example.com", from: NOW + MINUTE },
      ["suppression.added", "campaign.created"],
    ],
    ["by what", { action: "campaign.created" }, ["campaign.created"]],
    ["by whom", { subject: "ada@example.com" }, ["member.invited", "link.minted", "suppression.added"]],
    ["from a given time on", { from: NOW + 2 * MINUTE }, ["member.invited", "link.minted"]],
    [
      "by actor, before a given time",
      { subject: "ada@example.com", to: NOW + 2 * MINUTE },
      ["suppression.added"],
    ],
    [
      "by part of the actor's name",
      { actor: "MARKETER@", from: NOW + MINUTE },
      ["suppression.added", "campaign.created"],
    ],
    [
      "by part of the target's name",
      { subject: "da@exam" },
      ["member.invited", "link.minted", "suppression.added"],
    ],
    [
      "by part of the target's name, and by action",
      { subject: "ADA@", action: "suppression.added" },
      ["suppression.added"],
    ],
    [
      "by a full name that is also part of other names",
      { actor: ADMIN, subject: "ada@" },
      ["member.invited", "link.minted"],
    ],
    ["to nothing", { actor: "nobody" }, []],
  ])("%s", async (_, filter, actions) => {
    expect(await actionsOf(filter)).toEqual(actions);
  });
});

test("the pages together hold each event once, in order", async () => {
  const all = (await list({})).page.map(({ id }) => id);
  const paged: string[] = [];
  for (let cursor: string | null = null, isDone = false; !isDone;) {
    const page = await list({}, 2, cursor);
    expect(page.page.length).toBeLessThanOrEqual(2);
    paged.push(...page.page.map(({ id }) => id));
    ({ continueCursor: cursor, isDone } = page);
  }
  expect(paged).toEqual(all);
});

test("an export of the log is recorded in the log", async () => {
  await admin.as.mutation(api.audit.noteExport, {});
  expect((await list({}, 1)).page).toMatchObject([{ action: "audit.exported", actor: ADMIN }]);
});

test("a search for part of a name reads hundreds of events at a time, even for a small page", async () => {
  await world.t.run(async ({ db }) => {
    for (let i = 0; i < 600; i++)
      await db.insert("auditEvents", {
        action: "link.asked",
        actor: { kind: "visitor" },
        actorName: "visitor",
        subject: `stranger${i}@example.org`,
      });
  });
  const first = await list({ subject: "ada@exam" }, 25);
  expect([first.page.length, first.isDone]).toEqual([0, false]);
  const second = await list({ subject: "ada@exam" }, 25, first.continueCursor);
  expect(second.page.map(({ action }) => action)).toEqual([
    "member.invited",
    "link.minted",
    "suppression.added",
  ]);
});
