/**
 * While a list is being uploaded, its campaign cannot be launched from any page. An abandoned upload blocks the launch
 * only for a limited time.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { SILENT_AFTER } from "@/convex/model/campaigns/uploads";
import { type CampaignId, campaignOf, draftFor, recipientRows, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { advance, type World, runScheduled, start } from "./support/world";

let world: World;
let ada: Person;
let bob: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  ada = await signInAs(world, "marketer", "ada@example.com");
  bob = await signInAs(world, "marketer", "bob@example.com");
  campaignId = await draftFor(ada, 2);
});

const key = "tab-1";
const begin = (done = 0) => ada.as.mutation(api.recipients.beginUpload, { campaignId, key, done, total: 60 });
const add = (from: number) =>
  ada.as.mutation(api.recipients.add, { campaignId, rows: recipientRows(10, from), upload: key });
const end = (by = ada) => by.as.mutation(api.recipients.endUpload, { campaignId, key });
const launch = (args = {}) => bob.as.mutation(api.campaigns.launch, { campaignId, ...args });
const uploads = async () => (await bob.as.query(api.campaigns.get, { campaignId }))!.uploads;
const statusOf = async () => (await campaignOf(world.t, campaignId)).status;

const refusal = { data: { code: "uploading", message: expect.stringContaining("10 of 60 rows") } };

describe("an upload that is running", () => {
  beforeEach(async () => {
    await begin();
    await add(100);
  });

  test.each([
    ["now", {}],
    ["for later", { at: Date.parse("2026-11-24T12:00:00Z") }],
  ])("refuses a launch %s by anybody, and says who is adding how many recipients", async (_, args) => {
    await expect(launch(args)).rejects.toMatchObject(refusal);
    expect(await statusOf()).toBe("draft");
    expect(await uploads()).toEqual([{ key, by: "ada@example.com", done: 10, total: 60 }]);
  });

  test("allows the launch once it is complete", async () => {
    await end();
    await launch();
    expect(await statusOf()).toBe("sending");
  });

  test("has its next rows refused after somebody else discarded it, until it is resumed", async () => {
    await end(bob);
    await expect(add(110)).rejects.toMatchObject({ data: { code: "conflict" } });
    await begin(10);
    await add(110);
    expect(await uploads()).toMatchObject([{ done: 20 }]);
    await expect(launch()).rejects.toMatchObject({ data: { code: "uploading" } });
  });

  test("is given up after a time without a new chunk, and not before", async () => {
    await runScheduled(world, SILENT_AFTER - 5_000, { tick: 5_000 });
    await add(110);
    await runScheduled(world, SILENT_AFTER - 5_000, { tick: 5_000 });
    expect(await uploads()).toHaveLength(1);
    await runScheduled(world, 10_000, { tick: 5_000 });
    expect(await uploads()).toEqual([]);
    await expect(add(120)).rejects.toMatchObject({ data: { code: "conflict" } });
    await launch();
  });

  test("is counted for each page, and the launch is blocked until the last one is complete", async () => {
    await bob.as.mutation(api.recipients.beginUpload, { campaignId, key: "tab-2", done: 0, total: 5 });
    await end();
    await expect(launch()).rejects.toMatchObject({ data: { code: "uploading" } });
    await bob.as.mutation(api.recipients.endUpload, { campaignId, key: "tab-2" });
    await launch();
  });
});

test("an upload cannot begin once the campaign is launched", async () => {
  await launch();
  await expect(begin()).rejects.toMatchObject({ data: { code: "conflict" } });
});

test("an upload is deleted with its draft", async () => {
  await begin();
  await ada.as.mutation(api.drafts.remove, { campaignId });
  await expect(add(100)).rejects.toMatchObject({ data: { code: "not_found" } });
  advance(SILENT_AFTER);
  const [upload] = await world.t.run(({ db }) => db.query("uploads").collect());
  await world.t.mutation(internal.model.campaigns.uploads.expire, { uploadId: upload!._id });
  expect(await world.t.run(({ db }) => db.query("uploads").collect())).toEqual([]);
});
