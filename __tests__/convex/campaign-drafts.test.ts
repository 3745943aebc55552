/** Before a launch: what a draft can contain, what prevents the launch, and which variables would stay blank. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { variableProblems } from "@/lib/campaign-message/checks";
import { audienceOf } from "@/lib/campaign-message/columns";
import { api } from "@/convex/_generated/api";
import type { Draft } from "@/convex/model/campaigns/drafts";
import {
  type CampaignId,
  draftFor,
  MESSAGE,
  recipientRows,
  recipientsOf,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { type World, start } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

const get = async (campaignId: CampaignId) => (await marketer.as.query(api.campaigns.get, { campaignId }))!;
const save = (campaignId: CampaignId, draft: Partial<Draft>) =>
  marketer.as.mutation(api.campaigns.update, { campaignId, draft });

describe("a draft", () => {
  test("begins empty, stores each field as it is typed, and names its author", async () => {
    const campaignId = await marketer.as.mutation(api.campaigns.create, {});
    await save(campaignId, { subject: "Hello" });
    await save(campaignId, { body: "There" });
    expect(await get(campaignId)).toMatchObject({
      status: "draft",
      subject: "Hello",
      body: "There",
      name: "Untitled campaign",
      invitedBy: "marketer@example.com",
      usualSender: { mailFrom: "Latchkey <hello@latchkey.example>", name: null },
      requestsPerSecond: 2,
    });
  });

  test.each([
    ["a name", { name: "x".repeat(201) }],
    ["a subject", { subject: "x".repeat(201) }],
    ["a preheader", { preheader: "x".repeat(201) }],
    ["a message", { body: "x".repeat(50_001) }],
    ["a button label", { buttonLabel: "x".repeat(61) }],
    ["a reply-to address", { replyTo: "x".repeat(1_001) }],
    ["a path", { next: `/${"x".repeat(2_000)}` }],
  ])("does not store %s that is too long", async (_, draft) => {
    const campaignId = await draftFor(marketer, 0);
    await expect(save(campaignId, draft)).rejects.toMatchObject({ data: { code: "invalid" } });
  });

  test.each(["one\ntwo", "one\r\nBcc: all@example.com"])(
    "does not store a subject of two lines",
    async (subject) => {
      const campaignId = await draftFor(marketer, 0);
      await expect(save(campaignId, { subject })).rejects.toMatchObject({ data: { code: "invalid" } });
    },
  );

  test("stores a message that cannot be sent yet", async () => {
    const campaignId = await draftFor(marketer, 0);
    await save(campaignId, { subject: "", body: "", lifetimeDays: 0, replyTo: "nobody" });
    expect(await get(campaignId)).toMatchObject({ lifetimeDays: 0, replyTo: "nobody" });
  });
});

describe("a launch is refused and says what is missing", () => {
  test.each<[string, Partial<Draft>, string]>([
    ["without a subject", { subject: "  " }, "Write a subject."],
    ["without a message", { body: "\n" }, "Write the message."],
    ["without a button label", { buttonLabel: "" }, "Write the label of the button."],
    ["with invites that expire at once", { lifetimeDays: 0 }, "1 to 60 days"],
    ["with invites that never expire", { lifetimeDays: 61 }, "1 to 60 days"],
    ["with a lifetime that is not a number", { lifetimeDays: NaN }, "1 to 60 days"],
    ["with a reply-to that is not an address", { replyTo: "nobody" }, "reply-to"],
    [
      "with a reply-to whose last entry is not an address",
      { replyTo: "Team <team@example.com>, nobody" },
      "reply-to",
    ],
  ])("%s", async (_, draft, words) => {
    const campaignId = await draftFor(marketer, 1, draft);
    expect((await get(campaignId)).problems).toEqual([
      { message: expect.stringContaining(words), of: "message" },
    ]);
    const launch = marketer.as.mutation(api.campaigns.launch, { campaignId });
    await expect(launch).rejects.toMatchObject({
      data: { code: "invalid", message: expect.stringContaining(words) },
    });
  });

  test("without recipients", async () => {
    const campaignId = await draftFor(marketer, 0);
    expect((await get(campaignId)).problems).toEqual([{ message: "Add recipients.", of: "audience" }]);
  });

  test("without a postal address", async () => {
    world = await start({ POSTAL_ADDRESS: "" });
    marketer = await signInAs(world, "marketer");
    const campaignId = await draftFor(marketer, 1);
    expect((await get(campaignId)).problems).toEqual([
      { message: expect.stringContaining("postal address"), of: "deployment" },
    ]);
  });
});

test("nothing is missing from a complete draft", async () => {
  expect(await get(await draftFor(marketer, 1))).toMatchObject({ problems: [] });
});

describe("variables without a value", () => {
  test("are listed with the number of recipients who lack them, unless they have a fallback", async () => {
    const rows = recipientRows(5).map((row, i) =>
      i < 2 ? { ...row, fields: { "Job Title": "Baker" } } : row,
    );
    const body = "{{company}} {{jobTitle}} {{town|London}} {{first name}} {{street}}";
    const campaignId = await draftFor(marketer, rows, { ...MESSAGE, body });
    expect(await problemsOf(campaignId)).toMatchObject({
      blanks: [
        { key: "company", lacking: 2 },
        { key: "jobtitle", lacking: 3 },
      ],
      unknown: [{ name: "town" }, { name: "street" }],
    });
  });

  test("are no longer listed once the recipients who lack them are removed", async () => {
    const rows = recipientRows(3).map((row, i) => (i === 0 ? { ...row, fields: {} } : row));
    const campaignId = await draftFor(marketer, rows, { body: "{{company}}" });
    expect((await problemsOf(campaignId)).blanks).toMatchObject([{ key: "company", lacking: 1 }]);
    const recipientId = (await recipientsOf(world.t, campaignId))[0]!._id;
    await marketer.as.mutation(api.recipients.remove, { recipientId });
    expect((await problemsOf(campaignId)).blanks).toEqual([]);
    expect((await get(campaignId)).counts).toMatchObject({ recipients: 2 });
  });

  /** The problems with the draft's variables. As on the page, they are computed from the draft's counters. */
  async function problemsOf(campaignId: CampaignId) {
    const { subject, preheader, body, buttonLabel, counts } = await get(campaignId);
    return variableProblems({ subject, preheader, body, buttonLabel }, audienceOf(counts));
  }
});

test("a copy has the message, a name that says it is a copy, and no audience", async () => {
  const campaignId = await draftFor(marketer, 3);
  const copy = await marketer.as.mutation(api.campaigns.duplicate, { campaignId });
  expect(await get(copy)).toMatchObject({ ...MESSAGE, name: "Spring (copy)", status: "draft", counts: {} });
});

test("the list shows the newest first, with counters, and can be filtered by status", async () => {
  const first = await draftFor(marketer, 2);
  const second = await draftFor(marketer, 1, { name: "Autumn" });
  await world.t.run(({ db }) => db.patch("campaigns", first, { status: "sent" }));
  const paginationOpts = { numItems: 10, cursor: null };
  const all = await marketer.as.query(api.campaignList.list, { paginationOpts });
  expect(all.page.map(({ id }) => id)).toEqual([second, first]);
  const { page } = await marketer.as.query(api.campaignList.list, { paginationOpts, status: "sent" });
  expect(page).toMatchObject([{ id: first, counts: { recipients: 2 } }]);
});
