/** Events about mails give the same result in any order, and however often they arrive. */
import { beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { api, internal } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { DeliveryEvent } from "@/convex/model/campaigns/recipientStatus";
import { type CampaignId, draftFor, expectCountersToFit, recipientsOf, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { MINUTE, NOW, type World, SECOND, start } from "./support/world";
import { bodyOf, post, signed } from "./support/webhooks";

interface Told {
  recipient: number;
  type: DeliveryEvent;
  at: number;
  details?: string;
}

/** Three recipients: one opens and clicks, one bounces, one complains in the end. */
const STORY: Told[] = [
  { recipient: 0, type: "sent", at: NOW + 1 * SECOND },
  { recipient: 0, type: "delayed", at: NOW + 2 * SECOND },
  { recipient: 0, type: "delivered", at: NOW + 3 * SECOND },
  { recipient: 0, type: "opened", at: NOW + 4 * SECOND },
  { recipient: 0, type: "opened", at: NOW + 90 * MINUTE },
  { recipient: 0, type: "clicked", at: NOW + 5 * SECOND },
  { recipient: 1, type: "sent", at: NOW + 1 * SECOND },
  { recipient: 1, type: "failed", at: NOW + 6 * SECOND, details: "the server is away" },
  { recipient: 1, type: "bounced", at: NOW + 7 * SECOND, details: "550 user unknown" },
  { recipient: 2, type: "delivered", at: NOW + 3 * SECOND },
  { recipient: 2, type: "opened", at: NOW + 100 * MINUTE },
  { recipient: 2, type: "complained", at: NOW + 120 * MINUTE },
];

/** The step that records the provider's answer to the batch. */
const RECORD = -1;
/** The step in which somebody without the secret sends forged complaints about all recipients. */
const FORGE = -3;
/** The step that runs the projector on the events in the inbox so far. */
const PROJECT = -2;

let world: World;
let marketer: Person;
let runs = 0;
beforeAll(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

interface Sending {
  campaignId: CampaignId;
  batchId: Id<"batches">;
  recipients: Id<"recipients">[];
}

/** A campaign whose only batch is being sent. */
async function newSending(): Promise<Sending> {
  await world.t.run(async ({ db }) => {
    for (const { _id } of await db.query("suppressions").collect()) await db.delete("suppressions", _id);
  });
  const campaignId = await draftFor(marketer, 3);
  const recipients = (await recipientsOf(world.t, campaignId)).map(({ _id }) => _id);
  const batchId = await world.t.run(async ({ db }) => {
    const batch = { campaignId, status: "sending" as const, attempts: 0, beganAt: NOW, dueAt: NOW };
    const id = await db.insert("batches", batch);
    for (const recipient of recipients)
      await db.patch("recipients", recipient, { status: "claimed", batchId: id });
    await db.patch("campaigns", campaignId, { status: "sending" });
    return id;
  });
  return { campaignId, batchId, recipients };
}

async function tell({ batchId, recipients }: Sending, step: number): Promise<void> {
  if (step === FORGE) return forge(recipients);
  if (step === PROJECT)
    return void (await world.t.mutation(internal.model.campaigns.deliveryEvents.project, {}));
  if (step === RECORD) {
    const results = recipients.map((recipientId, i) => ({ recipientId, providerId: `mail-${i}` }));
    return void (await world.t.mutation(internal.model.campaigns.batches.record, { batchId, results }));
  }
  const { recipient, ...event } = STORY[step]!;
  const eventId = `${runs}/${step}`;
  await world.t.mutation(internal.model.campaigns.deliveryEvents.receive, {
    ...event,
    eventId,
    recipient: recipients[recipient]!,
  });
}

async function forge(recipients: Id<"recipients">[]): Promise<void> {
  for (const recipientId of recipients) {
    const body = bodyOf({ type: "email.complained", recipientId, at: NOW });
    const headers = signed(`forged/${recipientId}`, body, { secret: "whsec_b3RoZXI=" });
    expect((await post(world, body, headers)).status).toBe(401);
  }
}

/** Runs the steps on a new campaign. Returns the final state, without values that differ between runs. */
async function after(steps: number[]) {
  runs++;
  const sending = await newSending();
  for (const step of [...steps, PROJECT]) await tell(sending, step);
  const { campaignId } = sending;
  await expectCountersToFit(world.t, campaignId);
  const recipients = (await recipientsOf(world.t, campaignId)).map(
    ({ _id, _creationTime, batchId: _batch, campaignId: _campaign, ...row }) => row,
  );
  const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
  const suppressions = await world.t.run(({ db }) =>
    db.query("suppressions").withIndex("by_email").collect(),
  );
  return {
    recipients,
    counts,
    hours: await marketer.as.query(api.results.hours, {
      campaignId,
      paginationOpts: { numItems: 100, cursor: null },
    }),
    suppressed: suppressions.map(({ email, reason }) => [email, reason]),
  };
}

const IN_ORDER = [RECORD, ...STORY.keys()];

test("shuffled, repeated and forged events lead to the same result as each event once and in order", async () => {
  const expected = await after(IN_ORDER);
  expect(expected.recipients).toMatchObject([
    { status: "clicked", openedAt: NOW + 4 * SECOND, clickedAt: NOW + 5 * SECOND },
    { status: "bounced", error: "550 user unknown", failedAt: NOW + 6 * SECOND },
    { status: "complained", deliveredAt: NOW + 3 * SECOND },
  ]);
  expect(expected.suppressed).toEqual([
    ["reader001@example.com", "bounced"],
    ["reader002@example.com", "complained"],
  ]);
  const steps = [...IN_ORDER, ...IN_ORDER, ...IN_ORDER, ...Array<number>(6).fill(PROJECT), FORGE, FORGE];
  const shuffled = fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (order) => expect(await after(order)).toEqual(expected)),
    { numRuns: 20 },
  );
});
