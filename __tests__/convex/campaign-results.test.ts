/** The numbers of a campaign's page, the list of people behind each number, and the comparison of campaigns. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import type { ReachedStage } from "@/convex/model/campaigns/reached";
import { funnelOf } from "@/app/(app)/admin/campaigns/funnel";
import { type CampaignId, draftFor, launchTo, recipientsOf, runUntil, signInAs } from "./support/campaigns";
import { signIn, type Person } from "./support/people";
import { tell } from "./support/webhooks";
import { runScheduled, SECOND, start, type World } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

async function listed(
  campaignId: CampaignId,
  reached: ReachedStage,
  search = "",
  domain?: string,
): Promise<string[]> {
  const emails: string[] = [];
  for (let cursor: string | null = null; ;) {
    const args = { campaignId, reached, search, domain, paginationOpts: { numItems: 2, cursor } };
    const result: { page: { email: string }[]; isDone: boolean; continueCursor: string } =
      await marketer.as.query(api.recipients.list, args);
    emails.push(...result.page.map(({ email }) => email));
    if (result.isDone) return emails;
    cursor = result.continueCursor;
  }
}

const numbersOf = async (campaignId: CampaignId) =>
  funnelOf((await marketer.as.query(api.campaigns.get, { campaignId }))!.counts);

/** A campaign to nine people. Each of them reached a different stage, some of them after several earlier stages. */
async function variedCampaign(): Promise<CampaignId> {
  const campaignId = await draftFor(marketer, 9);
  await signIn(world, "reader008@example.com");
  await marketer.as.mutation(api.campaigns.launch, { campaignId });
  await runUntil(world, campaignId, "sent");
  const ways = [["delivered"], ["opened"], ["delivered", "opened", "clicked"], ["bounced"], ["complained"]];
  const recipients = await recipientsOf(world.t, campaignId);
  for (const [index, way] of [...ways, ["failed"], ["delivered", "complained"]].entries())
    for (const event of way)
      await tell(world, {
        type: `email.${event}`,
        recipientId: recipients[index]!._id,
        at: Date.now() + index,
      });
  await runScheduled(world, 2 * SECOND);
  return campaignId;
}

describe("each number", () => {
  test("has a list of as many people as it counts, including people who have reached a later stage since", async () => {
    const campaignId = await variedCampaign();
    const numbers = await numbersOf(campaignId);
    const { audience: _a, settled: _s, ...stages } = numbers;
    const lengths = await Promise.all(
      Object.keys(stages).map(async (stage) => [
        stage,
        (await listed(campaignId, stage as ReachedStage)).length,
      ]),
    );
    expect(Object.fromEntries(lengths)).toEqual(stages);
    expect(stages).toMatchObject({
      delivered: 3,
      opened: 2,
      clicked: 1,
      complained: 2,
      failed: 1,
      member: 1,
    });
  });

  test("lists the latest first, and only addresses that begin with the search", async () => {
    const campaignId = await variedCampaign();
    expect(await listed(campaignId, "delivered")).toEqual(
      [6, 2, 0].map((number) => `reader00${number}@example.com`),
    );
    expect(await listed(campaignId, "delivered", "Reader002")).toEqual(["reader002@example.com"]);
  });

  test("counts everybody as queued before the launch, and recipients of a batch that is being sent", async () => {
    const campaignId = await launchTo(marketer, 5);
    const [first] = await recipientsOf(world.t, campaignId);
    await world.t.run(({ db }) => db.patch("recipients", first!._id, { status: "claimed" }));
    expect(await listed(campaignId, "queued")).toHaveLength(5);
    expect((await numbersOf(campaignId)).queued).toBe(5);
  });
});

describe("the people of one receiving domain who were sent a mail", () => {
  const row = (email: string, line: number) => ({ line, email, fields: {} });
  const emails = ["ada@one.example", "bob@one.example", "cy@two.example"];

  test("are listed, and can be searched", async () => {
    const campaignId = await launchTo(marketer, emails.map(row));
    await runUntil(world, campaignId, "sent");
    expect((await listed(campaignId, "sent", "", "one.example")).sort()).toEqual(emails.slice(0, 2));
    expect(await listed(campaignId, "sent", "bob", "one.example")).toEqual(["bob@one.example"]);
    expect(await listed(campaignId, "sent", "cy", "one.example")).toEqual([]);
  });

  test("do not include a person who was erased, whose row keeps no domain", async () => {
    const campaignId = await launchTo(marketer, emails.map(row));
    await runUntil(world, campaignId, "sent");
    const person = { email: "ada@one.example", name: "Erased" };
    await world.t.mutation(internal.model.account.eraseRecipients.eraseRecipients, person);
    expect(await listed(campaignId, "sent", "", "one.example")).toEqual(["bob@one.example"]);
    expect(await listed(campaignId, "sent")).toHaveLength(3);
  });
});

describe("the comparison of campaigns", () => {
  test("lists launched campaigns with their counters, the last launched first", async () => {
    const first = await launchTo(marketer, 1, { name: "First" });
    await runUntil(world, first, "sent");
    await runScheduled(world, SECOND);
    const second = await launchTo(marketer, 2, { name: "Second" });
    await marketer.as.mutation(api.campaigns.create, {});
    const { page } = await marketer.as.query(api.results.campaigns, {
      paginationOpts: { numItems: 10, cursor: null },
    });
    expect(page).toEqual([
      expect.objectContaining({ id: second, name: "Second" }),
      expect.objectContaining({ id: first, counts: expect.objectContaining({ recipients: 1, sent: 1 }) }),
    ]);
  });
});
