/** Adding people of earlier campaigns to a draft: who is added, who is left out, and what happens after a crash. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import type { Doc } from "@/convex/_generated/dataModel";
import { AUDIENCE_CHANGING } from "@/lib/messages/campaign-launch";
import type { Outcome } from "@/lib/audience/outcomes";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectCountersToFit,
  recipientRows,
  recipientsOf,
  signInAs,
} from "./support/campaigns";
import { type Person, signInByMinting } from "./support/people";
import { saveReminders, STEPS } from "./support/reminders";
import { MINUTE, NOW, runScheduled, start, type World } from "./support/world";

let world: World;
let marketer: Person;
let target: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  target = await draftFor(marketer, 0);
});

type Result = Partial<Doc<"recipients">>;

/** A campaign that is over, with these people. Each has the status `sent` unless the test says otherwise. */
async function earlier(people: Record<string, Result>): Promise<CampaignId> {
  const campaignId = await draftFor(marketer, 0);
  await world.t.run(async ({ db }) => {
    await db.patch("campaigns", campaignId, { status: "sent" });
    for (const [name, result] of Object.entries(people)) {
      const row = { campaignId, email: `${name}@example.com`, fields: {}, status: "sent" as const };
      await db.insert("recipients", { ...row, ...result });
    }
    const counts = { recipients: Object.keys(people).length };
    await db.insert("campaignCounts", { campaignId, writer: "audience", shard: 0, counts });
  });
  return campaignId;
}

const SENT = { sentAt: NOW };
const begin = (sources: CampaignId[], outcomes: Outcome[] = ["all"], campaignId = target) =>
  marketer.as.mutation(api.audienceCopies.begin, { campaignId, sources, outcomes });
const progress = () => marketer.as.query(api.audienceCopies.get, { campaignId: target });
const namesIn = async (campaignId = target) =>
  (await recipientsOf(world.t, campaignId)).map(({ email }) => email.split("@")[0]);

/** Counts all selected people part by part, as the page does. */
async function counted(sources: CampaignId[], outcomes: Outcome[] = ["all"]) {
  const sum: Record<string, number> = {};
  let looked = 0;
  for (let after: string | null = ""; after !== null;) {
    const part: { tally: Record<string, number>; looked: number; next: string | null } =
      await marketer.as.query(api.audienceCopies.count, { campaignId: target, sources, outcomes, after });
    for (const [name, by] of Object.entries(part.tally)) sum[name] = (sum[name] ?? 0) + by;
    looked += part.looked;
    after = part.next;
  }
  return { sum, looked };
}

describe("the chosen outcome selects people:", () => {
  const PEOPLE: Record<string, Result> = {
    accepted: { ...SENT, acceptedAt: NOW },
    bounced: { ...SENT, status: "bounced", bouncedAt: NOW },
    clicked: { ...SENT, status: "clicked", clickedAt: NOW },
    delayed: { ...SENT, status: "delayed" },
    failed: { status: "failed", failedAt: NOW },
    queued: { status: "queued" },
    refused: { ...SENT, status: "suppressed", suppressedAt: NOW },
    revoked: { ...SENT, revokedAt: NOW },
    silent: SENT,
    withdrawn: { status: "withdrawn" },
  };
  test.each<[Outcome[], string[]]>([
    [["notAccepted"], ["clicked", "silent"]],
    [["notReached"], ["delayed", "failed", "refused", "withdrawn"]],
    [["bounced"], ["bounced"]],
    [["all"], Object.keys(PEOPLE)],
    [
      ["notAccepted", "bounced"],
      ["bounced", "clicked", "silent"],
    ],
  ])("%j", async (outcomes, chosen) => {
    const source = await earlier(PEOPLE);
    expect(await counted([source], outcomes)).toEqual({ sum: { added: chosen.length }, looked: 10 });
    await begin([source], outcomes);
    await runScheduled(world);
    expect(await namesIn()).toEqual(chosen);
    await expectCountersToFit(world.t, target);
  });
});

test("people of several campaigns are added once, with the name and variables of the newest campaign", async () => {
  const first = await earlier({ ada: { ...SENT, name: "A.", fields: { city: "Paris" } }, bob: SENT });
  const second = await earlier({ ada: { ...SENT, name: "Ada", fields: { city: "Rome" } }, cy: SENT });
  expect((await counted([second, first, first])).sum).toEqual({ added: 3 });
  await begin([first, second]);
  await runScheduled(world);
  expect(await namesIn()).toEqual(["ada", "bob", "cy"]);
  const [ada] = await recipientsOf(world.t, target);
  expect(ada).toMatchObject({ name: "Ada", fields: { city: "Rome" }, status: "queued" });
  const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId: target }))!;
  expect(counts).toMatchObject({ recipients: 3, "has:city": 1 });
});

test("people are left out for each reason, and counted under that reason before", async () => {
  const source = await earlier({
    ada: SENT,
    blocked: SENT,
    gone: SENT,
    here: SENT,
    left: SENT,
    member: SENT,
  });
  await signInByMinting(world, "member@example.com");
  const addedBy = { kind: "backend" as const };
  await world.t.run(async ({ db }) => {
    await db.insert("suppressions", { email: "left@example.com", reason: "unsubscribed", addedBy });
    await db.insert("suppressions", { email: "gone@example.com", reason: "bounced", addedBy });
    await db.insert("blockedAddresses", { email: "blocked@example.com", reason: "manual", at: NOW });
  });
  await marketer.as.mutation(api.recipients.add, {
    campaignId: target,
    rows: [{ line: 1, email: "here@example.com", fields: {} }],
  });
  const sum = { added: 1, blocked: 1, duplicate: 1, member: 1, suppressed: 1, unsubscribed: 1 };
  expect((await counted([source])).sum).toEqual(sum);
  await begin([source]);
  await runScheduled(world);
  expect(await namesIn()).toEqual(["ada", "here"]);
  expect(await progress()).toEqual({ looked: 6, total: 6, tally: sum, isOver: true, isStopped: false });
});

test("an address that the mail provider blocks is also left out of a file", async () => {
  await world.t.run(({ db }) =>
    db.insert("blockedAddresses", { email: "blocked@example.com", reason: "manual", at: NOW }),
  );
  const rows = [{ line: 3, email: "blocked@example.com", fields: {} }];
  expect(await marketer.as.mutation(api.recipients.add, { campaignId: target, rows })).toEqual({
    added: 0,
    rejected: [{ line: 3, value: "blocked@example.com", reason: "blocked" }],
  });
});

test("the row of an erased person is skipped", async () => {
  const source = await earlier({ ada: SENT });
  await world.t.run(async ({ db }) => {
    const [row] = await db.query("recipients").collect();
    await db.patch("recipients", row!._id, { email: "erased-0123456789ab" });
  });
  expect((await counted([source])).sum).toEqual({});
});

describe("an audience of several chunks", () => {
  const SIZE = 900;
  let source: CampaignId;
  let other: CampaignId;
  beforeEach(async () => {
    const people = recipientRows(SIZE).map(({ email }) => [email.split("@")[0]!, SENT] as const);
    source = await earlier(Object.fromEntries(people));
    other = await earlier(Object.fromEntries(people.slice(SIZE / 2)));
  });

  const firstStep = async () => {
    const [copy] = await world.t.run(({ db }) => db.query("audienceCopies").collect());
    return { copyId: copy!._id, step: copy!.steps };
  };
  const expectEverybodyOnce = async () => {
    const names = await namesIn();
    expect(names).toHaveLength(SIZE);
    expect(new Set(names).size).toBe(SIZE);
    await expectCountersToFit(world.t, target);
    expect(await campaignOf(world.t, target)).not.toHaveProperty("isAudienceChanging");
  };

  test("is counted and added completely, with everybody once", async () => {
    expect(await counted([source, other])).toEqual({ sum: { added: SIZE }, looked: SIZE * 1.5 });
    await begin([source, other]);
    await runScheduled(world, 2_000);
    await expectEverybodyOnce();
    expect(await progress()).toMatchObject({ looked: SIZE * 1.5, total: SIZE * 1.5, isOver: true });
  });

  test("cannot be launched or changed while it is being copied", async () => {
    await begin([source]);
    await world.t.mutation(internal.model.campaigns.audienceCopies.step, await firstStep());
    await expect(marketer.as.mutation(api.campaigns.launch, { campaignId: target })).rejects.toMatchObject({
      data: { message: AUDIENCE_CHANGING },
    });
    await expect(begin([other])).rejects.toMatchObject({ data: { code: "conflict" } });
    await expect(
      marketer.as.mutation(api.recipients.add, { campaignId: target, rows: recipientRows(1, 2_000) }),
    ).rejects.toMatchObject({ data: { code: "conflict" } });
    await runScheduled(world, 2_000);
    await marketer.as.mutation(api.campaigns.launch, { campaignId: target });
  });

  test("contains nobody twice if a step runs again", async () => {
    await begin([source]);
    const again = await firstStep();
    await world.t.mutation(internal.model.campaigns.audienceCopies.step, again);
    await world.t.mutation(internal.model.campaigns.audienceCopies.step, again);
    expect(await namesIn()).toHaveLength(400);
    await runScheduled(world, 2_000);
    await expectEverybodyOnce();
  });

  test("continues after its next step was lost with the process", async () => {
    await begin([source, other]);
    await world.t.mutation(internal.model.campaigns.audienceCopies.step, await firstStep());
    await world.t.run(async (ctx) => {
      for (const job of await ctx.db.system.query("_scheduled_functions").collect())
        if (job.state.kind === "pending" && job.name.includes("audienceCopies"))
          await ctx.scheduler.cancel(job._id);
    });
    await runScheduled(world, 4 * MINUTE, { tick: MINUTE });
    await world.t.mutation(internal.model.campaigns.audienceCopies.revive, {});
    await runScheduled(world, 2_000);
    expect(await progress()).toMatchObject({ isOver: false });
    await runScheduled(world, 2 * MINUTE, { tick: MINUTE });
    await world.t.mutation(internal.model.campaigns.audienceCopies.revive, {});
    await runScheduled(world, 2_000);
    await expectEverybodyOnce();
  });

  test("keeps the people who were added when it is stopped, and adds nobody afterwards", async () => {
    await begin([source]);
    await world.t.mutation(internal.model.campaigns.audienceCopies.step, await firstStep());
    await marketer.as.mutation(api.audienceCopies.stop, { campaignId: target });
    await runScheduled(world, 2_000);
    expect(await namesIn()).toHaveLength(400);
    expect(await progress()).toMatchObject({ tally: { added: 400 }, isOver: true, isStopped: true });
    await begin([source]);
    await runScheduled(world, 2_000);
    await expectEverybodyOnce();
    expect(await progress()).toMatchObject({ tally: { added: 500, duplicate: 400 }, isStopped: false });
    await marketer.as.mutation(api.audienceCopies.dismiss, { campaignId: target });
    expect(await progress()).toBeNull();
  });

  test("goes on if the draft is deleted meanwhile, so that the restored draft has everybody", async () => {
    await begin([source]);
    await marketer.as.mutation(api.drafts.remove, { campaignId: target });
    await runScheduled(world, 3_000);
    await marketer.as.mutation(api.drafts.restore, { campaignId: target });
    await expectEverybodyOnce();
  });

  test("leaves no rows if the draft is swept meanwhile", async () => {
    await begin([source]);
    await world.t.run(({ db }) => db.delete("campaigns", target));
    await runScheduled(world, 3_000);
    expect(await namesIn()).toEqual([]);
    expect(await world.t.run(({ db }) => db.query("audienceCopies").collect())).toEqual([]);
  });
});

describe("a duplicate with its audience", () => {
  test("has the same reminders", async () => {
    const source = await draftFor(marketer, 1);
    await saveReminders(marketer, source);
    const campaignId = await marketer.as.mutation(api.audienceCopies.duplicate, { campaignId: source });
    const { steps } = (await marketer.as.query(api.reminders.get, { campaignId }))!;
    expect(steps.map(({ days, hour }) => ({ days, hour }))).toEqual(
      STEPS.map(({ days, hour }) => ({ days, hour })),
    );
  });

  test("is a draft with the same message and people, and is audited", async () => {
    const source = await draftFor(marketer, 3);
    const copyId = await marketer.as.mutation(api.audienceCopies.duplicate, { campaignId: source });
    await runScheduled(world);
    expect(await campaignOf(world.t, copyId)).toMatchObject({ name: "Spring (copy)", status: "draft" });
    expect(await namesIn(copyId)).toEqual(["reader000", "reader001", "reader002"]);
    expect(await namesIn(source)).toHaveLength(3);
    const events = await world.t.run(({ db }) => db.query("auditEvents").collect());
    expect(events.find(({ action }) => action === "campaign.audienceCopied")).toMatchObject({
      actorName: "marketer@example.com",
      subject: "Spring (copy)",
      details: { campaignId: copyId, sourcesId: source, outcomes: "all" },
    });
  });
});

test.each<[string, CampaignId[], Outcome[]]>([
  ["no campaign", [], ["all"]],
  ["no outcome", ["x" as CampaignId], []],
])("a selection with %s is refused", async (_, sources, outcomes) => {
  const given = sources.length === 0 ? sources : [target];
  await expect(begin(given, outcomes)).rejects.toMatchObject({ data: { code: "invalid" } });
});

test("cannot begin while a list is being uploaded", async () => {
  const source = await earlier({ ada: SENT });
  const upload = { campaignId: target, key: "tab", done: 0, total: 60 };
  await marketer.as.mutation(api.recipients.beginUpload, upload);
  await expect(begin([source])).rejects.toMatchObject({ data: { code: "uploading" } });
});
