/**
 * Each fault at each step of a reminder: nobody is left out, nobody is mailed twice, no link is revoked before its
 * replacement is mailed, and the counters and the status are correct. `npm run bench -- matrix` does the same with a
 * thousand recipients on real processes.
 */
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  batchesOf,
  type CampaignId,
  campaignOf,
  expectCountersToFit,
  launchTo,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import type { Failure } from "./support/mail";
import type { Person } from "./support/people";
import { MINUTE, advance, type World, SECOND, runScheduled, start } from "./support/world";
import { emptyComponent, links } from "./support/tables";

/** Enough recipients for two batches. */
const RECIPIENTS = 110;

let world: World;
let marketer: Person;
let reminderId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  const campaignId = await launchTo(marketer, RECIPIENTS);
  await runUntil(world, campaignId, "sent");
  reminderId = await marketer.as.mutation(api.campaigns.remind, { campaignId });
  await runScheduled(world, SECOND);
  await press("launch");
});

const press = (step: "launch" | "pause" | "resume" | "cancel" | "retryFailed") =>
  marketer.as.mutation(api.campaigns[step], { campaignId: reminderId });
const statusOf = async () => (await campaignOf(world.t, reminderId)).status;
const provider =
  (...failures: Failure[]) =>
  async () =>
    void world.mail.failures.push(...failures);

/**
 * Cancels everything that is scheduled and empties the mail queue, as a crash would. Six minutes later, the recovery
 * job finds the lost work and continues it.
 */
async function crash(): Promise<void> {
  await world.t.run(async ({ db, scheduler }) => {
    for (const { _id, state } of await db.system.query("_scheduled_functions").collect())
      if (state.kind === "pending") await scheduler.cancel(_id);
  });
  await emptyComponent(world.t, "campaignMail");
  advance(6 * MINUTE);
  await world.t.mutation(internal.model.campaigns.recovery.revive, {});
}

async function pauseAndResume(): Promise<void> {
  await press("pause");
  if ((await statusOf()) === "paused") await press("resume");
}

const BROKEN: Failure = { status: 500, name: "internal_server_error" };
const FAULTS: [name: string, strike: () => Promise<unknown>, end: "sent" | "cancelled" | "paused"][] = [
  ["429", provider({ status: 429, name: "rate_limit_exceeded" }), "sent"],
  ["the day's quota", provider({ status: 429, name: "daily_quota_exceeded" }), "sent"],
  ["401", provider({ status: 401, name: "invalid_api_key" }), "sent"],
  ["422 for a whole batch", provider({ status: 422, name: "validation_error" }), "sent"],
  ["500", provider(BROKEN, BROKEN), "sent"],
  ["a hang", provider("hang"), "sent"],
  ["a cut before the mail was accepted", provider("cut", "cut"), "sent"],
  ["a cut after the mail was accepted", provider("cut-after", "cut-after"), "sent"],
  ["a refusal after a cut", provider("cut-after", { status: 401, name: "invalid_api_key" }), "sent"],
  ["a crash", crash, "sent"],
  ["a pause with a resume at once", pauseAndResume, "sent"],
  ["a cancellation", () => press("cancel"), "cancelled"],
];

describe.each([
  ["before the first email", 0],
  ["after the first batch", 100],
])("%s", (_, after) => {
  test.each(FAULTS)("%s", async (_name, strike, end) => {
    while (mailsOfReminder().length < after) await runScheduled(world, 100);
    await strike();
    await untilAtRest();
    expect(await statusOf()).toBe(end);
    await expectNothingLost(end);
  });

  test("a pause that nobody ends loses nobody and mails nobody twice", async () => {
    while (mailsOfReminder().length < after) await runScheduled(world, 100);
    await press("pause");
    await runScheduled(world, 30 * SECOND, { tick: SECOND });
    await expectNothingLost(await statusOf());
  });
});

/**
 * Does what the campaign page suggests until nothing is left to do: resumes a paused reminder, and sends again to
 * recipients whose mail failed.
 */
async function untilAtRest(): Promise<void> {
  for (let round = 0; round < 600; round++) {
    await runScheduled(world, 200, { hangs: true });
    const status = await statusOf();
    if (status === "cancelled") return void (await runScheduled(world, 10 * SECOND, { tick: SECOND }));
    if (status === "sending") continue;
    expect(await deadLinks()).toEqual([]);
    if (status === "paused") await press("resume");
    if (status !== "sent") continue;
    if (!(await tally(world.t, reminderId))["failed"]) return;
    await press("retryFailed");
  }
  throw new Error(`The reminder is still ${await statusOf()}.`);
}

const mailsOfReminder = () => world.mail.mails.slice(RECIPIENTS);

async function expectNothingLost(status: string): Promise<void> {
  const recipients = await recipientsOf(world.t, reminderId);
  const mailed = mailsOfReminder().map(({ to }) => to);
  const sent = recipients.filter(({ sentAt }) => sentAt !== undefined).map(({ email }) => email);
  expect(new Set(mailed).size).toBe(mailed.length);
  expect([...mailed].sort()).toEqual(sent.sort());
  expect((await batchesOf(world.t, reminderId)).filter((batch) => batch.status !== "done")).toEqual([]);
  const open = recipients.filter((one) => one.status === "queued" || one.status === "claimed").length;
  if (status === "sent") expect(sent).toHaveLength(RECIPIENTS);
  else expect(open > 0).toBe(status === "paused");
  expect(await deadLinks()).toEqual([]);
  await expectCountersToFit(world.t, reminderId);
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** The addresses whose newest mail contains a revoked link. */
async function deadLinks(): Promise<string[]> {
  const alive = new Set(
    (await links(world.t))
      .filter(({ revokedAt }) => revokedAt === undefined)
      .map(({ tokenHash }) => tokenHash),
  );
  const newest = new Map(world.mail.mails.map(({ to, token }) => [to, token]));
  const dead: string[] = [];
  for (const [to, token] of newest) if (!alive.has(hashOf(token))) dead.push(to);
  return dead;
}
