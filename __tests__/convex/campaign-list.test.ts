/** The list of campaigns: search, order, archive and labels. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import type { FunctionArgs } from "convex/server";
import type { DatabaseWriter } from "@/convex/_generated/server";
import { MOST_LABELS } from "@/lib/campaign-labels";
import { MOST_MATCHES } from "@/lib/campaign-list";
import { followLink, newBrowser } from "./support/browser";
import { campaignOf, type CampaignId, draftFor, launchTo, runUntil, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { auditEvents } from "./support/tables";
import { advance, runScheduled, start, type World, whilePumping } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

type Wanted = Omit<FunctionArgs<typeof api.campaignList.list>, "paginationOpts">;

const pageOf = (wanted: Wanted = {}, numItems = 25, cursor: string | null = null) =>
  marketer.as.query(api.campaignList.list, { ...wanted, paginationOpts: { numItems, cursor } });
/** The names that are listed once all that is scheduled has run. */
const names = async (wanted?: Wanted) => {
  await runScheduled(world, 100);
  return (await pageOf(wanted)).page.map(({ name }) => name);
};

async function named(name: string, subject = ""): Promise<CampaignId> {
  advance(1_000);
  return draftFor(marketer, 1, { name, subject });
}

const archive = (campaignIds: CampaignId[], isArchived = true) =>
  marketer.as.mutation(api.campaignList.archive, { campaignIds, isArchived });
const label = (campaignIds: CampaignId[], add: string[], remove: string[] = []) =>
  marketer.as.mutation(api.campaignList.label, { campaignIds, add, remove });
const rates = () => whilePumping(world.t.action(internal.model.campaigns.rates.refresh, {}));

describe("search", () => {
  test("finds a campaign by the beginnings of words in its name and its subject", async () => {
    await named("Spring launch", "Come and see the garden");
    await named("Autumn sale", "Last chance");
    for (const typed of ["SPRI", "launch spring", "gard", "spring gard"])
      expect(await names({ search: typed })).toEqual(["Spring launch"]);
    expect(await names({ search: "pring" })).toEqual([]);
    expect(await names({ search: "spring chance" })).toEqual([]);
  });

  test("finds a campaign by its new name after a change, and not by the old one", async () => {
    const campaignId = await named("Spring launch");
    await marketer.as.mutation(api.campaigns.update, { campaignId, draft: { name: "Été à Paris" } });
    expect(await names({ search: "spring" })).toEqual([]);
    expect(await names({ search: "ete" })).toEqual(["Été à Paris"]);
  });

  test("lists a campaign once, even if several of its words match", async () => {
    await named("Ann and Anna", "Announcement");
    expect(await names({ search: "ann" })).toEqual(["Ann and Anna"]);
  });

  test("does not find a deleted campaign, and keeps no word of it", async () => {
    const campaignId = await named("Spring launch");
    await label([campaignId], ["vip"]);
    await marketer.as.mutation(api.drafts.remove, { campaignId });
    await runScheduled(world);
    expect(await names({ search: "spring" })).toEqual([]);
    const left = await world.t.run(async ({ db }) => [
      ...(await db.query("campaignWords").collect()),
      ...(await db.query("campaignLabels").collect()),
    ]);
    expect(left).toEqual([]);
  });

  test("can be combined with a status and an order", async () => {
    await named("Spring B");
    await named("Spring A");
    await launchTo(marketer, 1, { name: "Spring C" });
    expect(await names({ search: "spring", status: "draft" })).toEqual(["Spring A", "Spring B"]);
    expect(await names({ search: "spring", sort: "name" })).toEqual(["Spring A", "Spring B", "Spring C"]);
  });
});

describe("order", () => {
  test("is newest first, or by name without regard to case and accents", async () => {
    for (const name of ["beta", "Ähre", "Zoo", "alpha"]) await named(name);
    expect(await names()).toEqual(["alpha", "Zoo", "Ähre", "beta"]);
    expect(await names({ sort: "name" })).toEqual(["Ähre", "alpha", "beta", "Zoo"]);
    expect(await names({ sort: "name", status: "draft" })).toEqual(["Ähre", "alpha", "beta", "Zoo"]);
  });

  test("by launch puts the last launched first and drafts last", async () => {
    await launchTo(marketer, 1, { name: "first" });
    await named("draft");
    advance(60 * 60_000);
    await launchTo(marketer, [{ line: 1, email: "b@example.com", fields: {} }], { name: "second" });
    expect(await names({ sort: "launched" })).toEqual(["second", "first", "draft"]);
  });

  test("by accepted rate lists what has been mailed, the highest rate first", async () => {
    const low = await launchTo(marketer, 2, { name: "low" });
    await runUntil(world, low, "sent");
    const high = await launchTo(marketer, [{ line: 1, email: "ada@example.com", fields: {} }], {
      name: "high",
    });
    await runUntil(world, high, "sent");
    await named("draft");
    await followLink(world, world.mail.lastTo("ada@example.com").token, await newBrowser());
    await runScheduled(world);
    await rates();
    expect(await names({ sort: "accepted" })).toEqual(["high", "low"]);
    expect((await pageOf({ sort: "accepted" })).page.map(({ acceptedRate }) => acceptedRate)).toEqual([1, 0]);
  });

  test("is paged without gaps and without repeated rows", async () => {
    for (const name of ["a", "b", "c", "d", "e"]) await named(name);
    for (const sort of ["newest", "name", "launched"] as const) {
      const first = await pageOf({ sort }, 2);
      const second = await pageOf({ sort }, 2, first.continueCursor);
      const third = await pageOf({ sort }, 2, second.continueCursor);
      const all = [first, second, third].flatMap(({ page }) => page.map(({ name }) => name));
      expect([...all].sort()).toEqual(["a", "b", "c", "d", "e"]);
    }
  });
});

describe("the archive", () => {
  test("hides a campaign from the list, the search and its labels, until it is taken out of the archive", async () => {
    const campaignId = await named("Spring launch");
    await label([campaignId], ["vip"]);
    expect(await archive([campaignId])).toEqual({ changed: 1, active: 0 });
    for (const wanted of [{}, { search: "spring" }, { label: "vip" }, { sort: "name" as const }]) {
      expect(await names(wanted)).toEqual([]);
      expect(await names({ ...wanted, isArchived: true })).toEqual(["Spring launch"]);
    }
    await archive([campaignId], false);
    expect(await names({ search: "spring", label: "vip" })).toEqual(["Spring launch"]);
    expect(await names({ isArchived: true })).toEqual([]);
  });

  test("deletes nothing, and is audited", async () => {
    const campaignId = await named("Spring launch");
    await runScheduled(world);
    const before = await campaignOf(world.t, campaignId);
    await archive([campaignId]);
    await archive([campaignId], false);
    expect(await campaignOf(world.t, campaignId)).toEqual(before);
    const events = [
      ...(await auditEvents(world.t, "campaign.archived")),
      ...(await auditEvents(world.t, "campaign.unarchived")),
    ];
    expect(events.map(({ actorName, subject }) => [actorName, subject])).toEqual([
      [marketer.email, "Spring launch"],
      [marketer.email, "Spring launch"],
    ]);
  });

  test("skips campaigns that are scheduled, being sent or paused, and says how many", async () => {
    const sending = await launchTo(marketer, 1);
    const draft = await named("draft");
    expect(await archive([sending, draft])).toEqual({ changed: 1, active: 1 });
    await marketer.as.mutation(api.campaigns.pause, { campaignId: sending });
    expect(await archive([sending])).toEqual({ changed: 0, active: 1 });
  });

  test("returns a campaign to the list when it is launched", async () => {
    const campaignId = await named("Spring launch", "x");
    await archive([campaignId]);
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runScheduled(world);
    expect(await names()).toEqual(["Spring launch"]);
    expect(await names({ search: "spring" })).toEqual(["Spring launch"]);
  });

  test("keeps the accepted rate", async () => {
    const campaignId = await launchTo(marketer, 1, { name: "sent" });
    await runUntil(world, campaignId, "sent");
    await rates();
    await archive([campaignId]);
    expect(await names({ sort: "accepted" })).toEqual([]);
    expect(await names({ sort: "accepted", isArchived: true })).toEqual(["sent"]);
  });
});

describe("labels", () => {
  test("are added to several campaigns at once, and removed", async () => {
    const [a, b] = [await named("a"), await named("b")];
    await label([a, b], ["  vip\n", "spring"]);
    expect(await names({ label: "vip" })).toEqual(["b", "a"]);
    expect(await marketer.as.query(api.campaignList.labels, {})).toEqual(["spring", "vip"]);
    await label([a], [], ["vip"]);
    expect(await names({ label: "vip" })).toEqual(["b"]);
    expect(await names({ label: "spring", search: "a" })).toEqual(["a"]);
  });

  test("are limited in number, and never empty", async () => {
    const a = await named("a");
    await label([a], ["", " ", "one"]);
    expect((await pageOf()).page[0]!.labels).toEqual(["one"]);
    const many = Array.from({ length: MOST_LABELS }, (_, index) => `label ${index}`);
    await expect(label([a], many)).rejects.toThrow(/more than 5 labels/);
    expect((await pageOf()).page[0]!.labels).toEqual(["one"]);
  });
});

describe("reminders that are sent automatically", () => {
  beforeEach(async () => {
    world = await start({}, { limits: { documentsRead: 150 } });
    marketer = await signInAs(world, "marketer");
    for (const name of ["a", "b", "c"]) await named(name);
    await runScheduled(world, 100);
    const [original] = (await pageOf()).page;
    await world.t.run(async ({ db }) => {
      for (const one of await db.query("campaigns").take(3)) await setLaunched(db, one._id);
      const { _id, _creationTime, ...row } = (await db.get("campaigns", original!.id))!;
      const later = { createdAt: Date.now() + 1, launchedAt: Date.now() + 1, sortName: "a 0" };
      for (let n = 0; n < 200; n++)
        await db.insert("campaigns", { ...row, ...later, reminderOf: _id, reminderNumber: 1 });
    });
  });
  const setLaunched = (db: DatabaseWriter, id: CampaignId) =>
    db.patch("campaigns", id, { status: "sent", launchedAt: Date.now() });

  test.each(["newest", "name", "launched"] as const)(
    "take no place on a page in the order %s, however many there are",
    async (sort) => {
      for (const status of [undefined, "sent" as const]) {
        const { page, isDone } = await pageOf({ sort, status }, 4);
        expect(page.map(({ name }) => name).sort()).toEqual(["a", "b", "c"]);
        expect(isDone).toBe(true);
      }
    },
  );

  test("take no place on the page that compares campaigns", async () => {
    const { page, isDone } = await marketer.as.query(api.results.campaigns, {
      paginationOpts: { numItems: 4, cursor: null },
    });
    expect(page.map(({ name }) => name).sort()).toEqual(["a", "b", "c"]);
    expect(isDone).toBe(true);
  });
});

describe("a campaign that is older than the search and the order", () => {
  test("is listed at once, and is found and sorted after the next completion", async () => {
    const campaignId = await named("Spring launch");
    await runScheduled(world);
    await world.t.run(async ({ db }) => {
      await db.patch("campaigns", campaignId, { sortName: undefined });
      for (const { _id } of await db.query("campaignWords").collect()) await db.delete("campaignWords", _id);
    });
    expect(await names()).toEqual(["Spring launch"]);
    expect(await names({ search: "spring" })).toEqual([]);
    await world.t.mutation(internal.model.campaigns.completion.complete, {});
    expect(await names({ search: "spring" })).toEqual(["Spring launch"]);
  });
});

describe("with more matches than are shown", () => {
  beforeEach(async () => {
    world = await start({}, { limits: { documentsRead: 2_000 } });
    marketer = await signInAs(world, "marketer");
    const campaignId = await named("Same");
    await runScheduled(world);
    await label([campaignId], ["vip"]);
    await world.t.run(async ({ db }) => {
      const { _id, _creationTime, ...row } = (await db.get("campaigns", campaignId))!;
      for (let n = 0; n < 5 * MOST_MATCHES; n++) {
        const copy = { campaignId: await db.insert("campaigns", row), isArchived: false };
        await db.insert("campaignWords", { ...copy, word: "same" });
        await db.insert("campaignLabels", { ...copy, label: "vip" });
      }
    });
  });

  test("a search and a label read a bounded number of rows and show the first matches", async () => {
    expect((await pageOf({ search: "same" })).page).toHaveLength(MOST_MATCHES);
    expect((await pageOf({ label: "vip" })).page).toHaveLength(MOST_MATCHES);
    expect(await marketer.as.query(api.campaignList.labels, {})).toEqual(["vip"]);
  });
});
