/** Templates: saved messages that campaigns can start from. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { png } from "../support/pictures";
import { campaignOf, type CampaignId, draftFor, recipientsOf, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { auditEvents } from "./support/tables";
import { advance, DAY, start, whilePumping, type World } from "./support/world";

const TEXTS = { subject: "Come in", preheader: "A door", body: "Hello **you**", buttonLabel: "Enter" };

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await draftFor(marketer, 2, { ...TEXTS, name: "Spring" });
});

const save = (name = "Workshop") => marketer.as.mutation(api.templates.create, { campaignId, name });
const names = async () => {
  const paginationOpts = { numItems: 10, cursor: null };
  const { page } = await marketer.as.query(api.templates.list, { paginationOpts });
  return page.map(({ name }) => name);
};
const change = (action: "remove" | "restore", templateId: Id<"templates">) =>
  marketer.as.mutation(api.templates[action], { templateId });
const sweep = () => world.t.mutation(internal.model.sweeping.sweep, {});

describe("a template", () => {
  test("has the texts of its campaign, and keeps them when the campaign changes", async () => {
    const templateId = await save();
    await marketer.as.mutation(api.campaigns.update, { campaignId, draft: { body: "Other" } });
    expect(await marketer.as.query(api.templates.get, { templateId })).toEqual(TEXTS);
  });

  test("starts a draft with its texts and name, and without an audience", async () => {
    const started = await marketer.as.mutation(api.templates.start, { templateId: await save() });
    expect(await campaignOf(world.t, started)).toMatchObject({ ...TEXTS, name: "Workshop", status: "draft" });
    expect(await recipientsOf(world.t, started)).toEqual([]);
  });

  test("is listed by name, and can be renamed", async () => {
    for (const name of ["b", "c", " a "]) await save(name);
    expect(await names()).toEqual(["a", "b", "c"]);
    const templateId = await save("d");
    await marketer.as.mutation(api.templates.rename, { templateId, name: "0" });
    expect(await names()).toEqual(["0", "a", "b", "c"]);
  });

  test.each([
    ["no name", " ", "Enter a name"],
    ["a very long name", "x".repeat(201), "Shorten the name"],
  ])("cannot have %s", async (_what, name, message) => {
    const templateId = await save();
    await expect(save(name)).rejects.toThrow(message);
    await expect(marketer.as.mutation(api.templates.rename, { templateId, name })).rejects.toThrow(message);
    expect(await names()).toEqual(["Workshop"]);
  });

  test("is audited whenever it changes", async () => {
    const templateId = await save();
    await marketer.as.mutation(api.templates.rename, { templateId, name: "Other" });
    await change("remove", templateId);
    await change("restore", templateId);
    const events = await auditEvents(world.t);
    expect(events.filter(({ action }) => action.startsWith("template.")).map(({ action }) => action)).toEqual(
      ["template.created", "template.renamed", "template.deleted", "template.restored"],
    );
  });
});

describe("a deleted template", () => {
  test("cannot be seen or used, and can be restored unchanged", async () => {
    const templateId = await save();
    await change("remove", templateId);
    expect(await names()).toEqual([]);
    for (const call of [
      () => marketer.as.query(api.templates.get, { templateId }),
      () => marketer.as.mutation(api.templates.start, { templateId }),
      () => marketer.as.mutation(api.templates.rename, { templateId, name: "x" }),
      () => change("remove", templateId),
    ])
      await expect(call()).rejects.toThrow("no longer exists");
    await change("restore", templateId);
    expect(await names()).toEqual(["Workshop"]);
    expect(await marketer.as.query(api.templates.get, { templateId })).toEqual(TEXTS);
  });

  test("is deleted for good after a month", async () => {
    const [kept, templateId] = [await save("kept"), await save()];
    await change("remove", templateId);
    advance(29 * DAY);
    await sweep();
    await change("restore", templateId);
    await change("remove", templateId);
    advance(31 * DAY);
    await sweep();
    await expect(change("restore", templateId)).rejects.toThrow("no longer exists");
    expect((await world.t.run(({ db }) => db.query("templates").collect())).map(({ _id }) => _id)).toEqual([
      kept,
    ]);
  });
});

test("a picture is kept while a template contains it", async () => {
  const { path } = await whilePumping(marketer.as.action(api.pictures.add, { bytes: png(1, 1).buffer }));
  await marketer.as.mutation(api.campaigns.update, { campaignId, draft: { body: `![x](${path})` } });
  const templateId = await save();
  await world.t.run(({ db }) => db.delete("campaigns", campaignId));
  const left = async () => {
    await whilePumping(world.t.action(internal.model.pictures.sweeping.sweep, {}));
    return (await world.t.run(({ db }) => db.query("pictures").collect())).length;
  };
  advance(31 * DAY);
  expect(await left()).toBe(1);
  await world.t.run(({ db }) => db.delete("templates", templateId));
  expect(await left()).toBe(0);
});
