/**
 * Who gets mail: which rows an import accepts, which it leaves out and why, and that nobody can change the audience
 * after a launch.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import {
  type CampaignId,
  draftFor,
  expectCountersToFit,
  recipientRows,
  recipientsOf,
  type Row,
  signInAs,
} from "./support/campaigns";
import { type Person, signInByMinting } from "./support/people";
import { type World, runScheduled, start } from "./support/world";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await draftFor(marketer, 0);
});

const add = (rows: Row[]) => marketer.as.mutation(api.recipients.add, { campaignId, rows });
const rowOf = (email: string, line = 1, fields: Row["fields"] = {}): Row => ({ line, email, fields });
const countsOf = async () => (await marketer.as.query(api.campaigns.get, { campaignId }))!.counts;

test("500 rows at once fit into one transaction, each with its name and fields", async () => {
  expect(await add(recipientRows(500))).toEqual({ added: 500, rejected: [] });
  const recipients = await recipientsOf(world.t, campaignId);
  expect(recipients).toHaveLength(500);
  expect(recipients[42]).toMatchObject({ ...withoutLine(recipientRows(1, 42)[0]!), status: "queued" });
  await expectCountersToFit(world.t, campaignId);
});

function withoutLine({ line: _, ...row }: Row) {
  return row;
}

test("501 rows are refused as a whole", async () => {
  await expect(add(recipientRows(501))).rejects.toMatchObject({ data: { code: "invalid" } });
  expect(await recipientsOf(world.t, campaignId)).toEqual([]);
});

describe("a row is rejected, with its line, its value and the reason:", () => {
  test.each([
    "",
    "ada",
    "ada@",
    "@example.com",
    "a b@example.com",
    "ada@example-",
    "ada@example.com, x@y.org",
  ])("if it has no valid address: %j", async (value) => {
    expect(await add([rowOf(value, 7)])).toEqual({
      added: 0,
      rejected: [{ line: 7, value, reason: "bad_address" }],
    });
  });

  test("if its address occurs twice, in any spelling, in one call or in two", async () => {
    const report = await add([rowOf("ada@example.com", 1), rowOf(" ADA@Example.com", 2)]);
    expect(report).toEqual({
      added: 1,
      rejected: [{ line: 2, value: " ADA@Example.com", reason: "duplicate" }],
    });
    expect(await add([rowOf("Ada@example.com", 3)])).toMatchObject({
      rejected: [{ line: 3, reason: "duplicate" }],
    });
    expect(await countsOf()).toMatchObject({ recipients: 1 });
  });

  test("if the person is a member already", async () => {
    await signInByMinting(world, "ada@example.com");
    expect(await add([rowOf("ADA@example.com", 4)])).toMatchObject({
      rejected: [{ line: 4, reason: "member" }],
    });
  });

  test("if the address is suppressed", async () => {
    await marketer.as.mutation(api.suppressions.add, { emails: ["ada@example.com"], note: "asked" });
    expect(await add([rowOf("ada@example.com", 5)])).toMatchObject({
      rejected: [{ line: 5, reason: "suppressed" }],
    });
  });

  test.each([
    ["if it has too many fields", Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}`, "x"]))],
    ["if a field is too long", { note: "x".repeat(1_001) }],
  ])("%s", async (_, fields) => {
    expect(await add([rowOf("ada@example.com", 6, fields)])).toMatchObject({
      rejected: [{ line: 6, reason: "too_long" }],
    });
  });

  test("and a long value is shortened in the report", async () => {
    const { rejected } = await add([rowOf("x".repeat(5_000))]);
    expect(rejected[0]!.value).toHaveLength(300);
  });

  test("and rejected rows are reported in the order of their lines, while the good rows are added", async () => {
    const report = await add([
      rowOf("bad", 1),
      ...recipientRows(3, 1),
      rowOf("worse", 5),
      rowOf("reader001@example.com", 6),
    ]);
    expect(report.added).toBe(3);
    expect(report.rejected.map(({ line }) => line)).toEqual([1, 5, 6]);
  });
});

test("a person may be in two campaigns", async () => {
  await add([rowOf("ada@example.com")]);
  campaignId = await draftFor(marketer, 0);
  expect(await add([rowOf("ada@example.com")])).toMatchObject({ added: 1 });
});

describe("the number of recipients who have a field", () => {
  test("counts by the key that merging uses, and only rows with a value", async () => {
    await add([
      { line: 1, email: "a@example.com", name: "Ada Lovelace", fields: { "Job Title": "Countess" } },
      { line: 2, email: "b@example.com", name: " ", fields: { jobTitle: "", company: "  " } },
    ]);
    expect(await countsOf()).toEqual({
      recipients: 2,
      "has:email": 2,
      "has:name": 1,
      "has:firstname": 1,
      "has:lastname": 1,
      "has:jobtitle": 1,
    });
  });

  test("is zero again once all recipients are removed", async () => {
    await add(recipientRows(30));
    await marketer.as.mutation(api.recipients.clear, { campaignId });
    await runScheduled(world);
    const counts = Object.entries(await countsOf()).filter(([, count]) => count !== 0);
    expect(counts).toEqual([["removed", 30]]);
  });
});

describe("clearing a large audience", () => {
  beforeEach(async () => {
    await add(recipientRows(500));
    await add(recipientRows(120, 500));
    await marketer.as.mutation(api.recipients.clear, { campaignId });
  });

  test("takes several calls, during which no recipient can be added and the campaign cannot be launched", async () => {
    expect(await recipientsOf(world.t, campaignId)).toHaveLength(120);
    await expect(add(recipientRows(1))).rejects.toMatchObject({ data: { code: "conflict" } });
    const launch = marketer.as.mutation(api.campaigns.launch, { campaignId });
    await expect(launch).rejects.toMatchObject({ data: { code: "invalid" } });
  });

  test("removes everybody, and recipients can be added to the draft again", async () => {
    await runScheduled(world);
    expect(await recipientsOf(world.t, campaignId)).toEqual([]);
    expect(await add(recipientRows(2))).toMatchObject({ added: 2 });
    await expectCountersToFit(world.t, campaignId);
  });
});
