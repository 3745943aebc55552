/**
 * Several people edit one draft. No save overwrites a change that its author has not seen, and a launch sends the
 * version that was confirmed.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import type { Draft } from "@/convex/model/campaigns/drafts";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  recipientRows,
  recipientsOf,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { type World, start } from "./support/world";

let world: World;
let ada: Person;
let bob: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  ada = await signInAs(world, "marketer", "ada@example.com");
  bob = await signInAs(world, "marketer", "bob@example.com");
  campaignId = await draftFor(ada, 2, { subject: "First" });
});

type Seen = Record<string, number>;
const save = (by: Person, draft: Partial<Draft>, seen: Seen, writer = by.email) =>
  by.as.mutation(api.campaigns.update, { campaignId, draft, seen, writer });
const draft = () => campaignOf(world.t, campaignId);

describe("a save", () => {
  test("over a version that its author has not seen is refused, and the answer names the field and who wrote that version", async () => {
    await save(ada, { subject: "Ada's" }, { subject: 1 });
    await expect(
      save(bob, { subject: "Bob's", preheader: "Bob's" }, { subject: 1, preheader: 1 }),
    ).rejects.toMatchObject({
      data: {
        code: "changed",
        field: "subject",
        message: "ada@example.com has changed the subject in the meantime.",
      },
    });
    expect(await draft()).toMatchObject({ subject: "Ada's", preheader: "A door is open" });
  });

  test("over the version that its author saw is accepted, and makes a new version", async () => {
    expect(await save(ada, { subject: "Ada's" }, { subject: 1 })).toEqual({ subject: 2 });
    expect(await save(bob, { subject: "Bob's" }, { subject: 2 })).toEqual({ subject: 3 });
    expect((await draft()).edits).toMatchObject({
      subject: { version: 3, writer: "bob@example.com", by: "bob@example.com" },
    });
  });

  test("of another field than somebody else changed is accepted", async () => {
    await save(ada, { subject: "Ada's" }, { subject: 1 });
    await save(bob, { body: "Bob's" }, { body: 1 });
    expect(await draft()).toMatchObject({ subject: "Ada's", body: "Bob's" });
  });

  test("which is repeated because its answer was lost is accepted from the same page only", async () => {
    await save(ada, { subject: "Ada" }, { subject: 1 }, "tab-1");
    await save(ada, { subject: "Ada's" }, { subject: 1 }, "tab-1");
    await expect(save(ada, { subject: "Ada two" }, { subject: 1 }, "tab-2")).rejects.toMatchObject({
      data: { code: "changed" },
    });
    expect((await draft()).subject).toBe("Ada's");
  });

  test("of unchanged text changes nothing", async () => {
    await save(ada, { subject: "Ours" }, { subject: 1 });
    expect(await save(bob, { subject: "Ours" }, { subject: 1 })).toEqual({ subject: 2 });
    expect((await draft()).edits?.["subject"]).toMatchObject({ version: 2, by: "ada@example.com" });
  });

  test("by a page that does not name the version it has seen never overwrites somebody else's text", async () => {
    const update = bob.as.mutation(api.campaigns.update, { campaignId, draft: { subject: "Bob's" } });
    await expect(update).rejects.toMatchObject({ data: { code: "changed" } });
  });
});

describe("a launch", () => {
  const confirmed = async () => {
    const { counts, version } = (await ada.as.query(api.campaigns.get, { campaignId }))!;
    return { recipients: counts["recipients"] ?? 0, removed: counts["removed"] ?? 0, version };
  };
  const launch = async (seen: Awaited<ReturnType<typeof confirmed>>) =>
    ada.as.mutation(api.campaigns.launch, { campaignId, confirmed: seen });

  async function exchangeFirst({ as }: Person) {
    const [first] = await recipientsOf(world.t, campaignId);
    await as.mutation(api.recipients.remove, { recipientId: first!._id });
    await as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 60) });
  }

  test.each<[string, () => Promise<unknown>]>([
    ["a field", () => save(bob, { body: "Bob's" }, { body: 1 })],
    ["the audience", () => bob.as.mutation(api.recipients.add, { campaignId, rows: recipientRows(1, 50) })],
    ["a person of the audience for another one", () => exchangeFirst(bob)],
  ])("is refused if somebody changed %s after it was confirmed", async (_, change) => {
    const seen = await confirmed();
    await change();
    await expect(launch(seen)).rejects.toMatchObject({ data: { code: "changed" } });
    expect((await draft()).status).toBe("draft");
    await launch(await confirmed());
    expect((await draft()).status).toBe("sending");
  });
});
