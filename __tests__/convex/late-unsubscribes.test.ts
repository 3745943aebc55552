/** People who unsubscribe while a campaign is being sent, and people who sign in meanwhile. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { ask, newBrowser } from "./support/browser";
import {
  type CampaignId,
  expectCountersToFit,
  expectMailedOnceWhoIsSent,
  launchTo,
  recipientRows,
  recipientOf,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
  unsubscribeLink,
} from "./support/campaigns";
import { requests } from "./support/mail";
import type { Person } from "./support/people";
import { type World, SECOND, runScheduled, start } from "./support/world";
import { linkOf } from "./support/tables";

const SLOW = { RESEND_REQUESTS_PER_SECOND: "0.2" };
const WAITING = "reader150@example.com";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start(SLOW);
  marketer = await signInAs(world, "marketer");
});

async function unsubscribe(email: string): Promise<void> {
  const link = await unsubscribeLink(await recipientOf(world.t, campaignId, email));
  expect(await world.t.mutation(api.unsubscribes.confirm, link)).toEqual({ ok: true });
}

/** Launches to 200 recipients, and waits until the first 100 are sent and the others are claimed and waiting. */
async function underWay(): Promise<void> {
  campaignId = await launchTo(marketer, 200);
  await runScheduled(world, 2 * SECOND);
  expect(await tally(world.t, campaignId)).toEqual({ sent: 100, claimed: 100 });
}

describe("a recipient who unsubscribes between claim and sending", () => {
  test("is skipped alone, and their link does not work", async () => {
    await underWay();
    await unsubscribe(WAITING);
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 199, suppressed: 1 });
    expect((await linkOf(world.t, WAITING)).revokedAt).toBeDefined();
    await expectMailedOnceWhoIsSent(world, campaignId);
  });

  test("may be the last one: the campaign ends without an empty request", async () => {
    campaignId = await launchTo(marketer, 5);
    for (const { email } of recipientRows(5)) await unsubscribe(email);
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ suppressed: 5 });
    expect(await requests()).toHaveLength(0);
    await expectCountersToFit(world.t, campaignId);
  });
});

test("an address that is suppressed by hand is left out of a running campaign", async () => {
  await underWay();
  await marketer.as.mutation(api.suppressions.add, { emails: [WAITING], note: "they called" });
  await runUntil(world, campaignId, "sent");
  expect((await recipientOf(world.t, campaignId, WAITING)).status).toBe("suppressed");
  await expectMailedOnceWhoIsSent(world, campaignId);
});

test("a person who unsubscribes and undoes it before their batch is mailed", async () => {
  await underWay();
  await unsubscribe(WAITING);
  const link = await unsubscribeLink(await recipientOf(world.t, campaignId, WAITING));
  await world.t.mutation(api.unsubscribes.undo, link);
  await runUntil(world, campaignId, "sent");
  expect(await tally(world.t, campaignId)).toEqual({ sent: 200 });
});

describe("a recipient who unsubscribes between two attempts", () => {
  test("is skipped if the provider refused the first attempt", async () => {
    world.mail.failures.push({ status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "5" } });
    campaignId = await launchTo(marketer, 10);
    await runScheduled(world, 2 * SECOND);
    await unsubscribe("reader003@example.com");
    await runUntil(world, campaignId, "sent");
    expect(await tally(world.t, campaignId)).toEqual({ sent: 9, suppressed: 1 });
    await expectMailedOnceWhoIsSent(world, campaignId);
  });

  test("cannot be skipped if the provider may have accepted the first attempt: the same bytes are sent", async () => {
    world.mail.failures.push("cut");
    campaignId = await launchTo(marketer, 10);
    await runScheduled(world, SECOND);
    await unsubscribe("reader003@example.com");
    await runUntil(world, campaignId, "sent");
    const sent = await requests();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    await expectMailedOnceWhoIsSent(world, campaignId);
  });
});

test("a person who unsubscribes during the request gets this mail and no other", async () => {
  const send = globalThis.fetch;
  const unsubscribed = new Promise<void>((resolve, reject) => {
    globalThis.fetch = async (...args) => {
      globalThis.fetch = send;
      await unsubscribe("reader003@example.com").then(resolve, reject);
      return send(...args);
    };
  });
  campaignId = await launchTo(marketer, 10);
  await runUntil(world, campaignId, "sent");
  await unsubscribed;
  const { status, unsubscribedAt } = await recipientOf(world.t, campaignId, "reader003@example.com");
  expect([status, typeof unsubscribedAt]).toEqual(["sent", "number"]);
  await expectMailedOnceWhoIsSent(world, campaignId);

  campaignId = await launchTo(marketer, 10);
  await runUntil(world, campaignId, "sent");
  expect((await recipientsOf(world.t, campaignId)).map(({ email }) => email)).not.toContain(
    "reader003@example.com",
  );
});

test("unsubscribing after the mail was sent is recorded and keeps the mail's status", async () => {
  campaignId = await launchTo(marketer, 2);
  await runUntil(world, campaignId, "sent");
  await unsubscribe("reader000@example.com");
  expect(await recipientsOf(world.t, campaignId)).toMatchObject([
    { status: "sent", unsubscribedAt: expect.any(Number) },
    { status: "sent" },
  ]);
  await expectCountersToFit(world.t, campaignId);
});

describe("sign-in mail", () => {
  test("is sent ahead of a running campaign", async () => {
    await underWay();
    await ask(world, "hurried@example.com", await newBrowser());
    await runScheduled(world, SECOND);
    expect(world.mail.lastTo("hurried@example.com").code).not.toBeNull();
    expect(await tally(world.t, campaignId)).toEqual({ sent: 100, claimed: 100 });
  });

  test("counts towards the provider's rate limit, so the campaign slows down", async () => {
    for (let i = 0; i < 3; i++) await ask(world, `hurried${i}@example.com`, await newBrowser());
    await runScheduled(world, SECOND);
    campaignId = await launchTo(marketer, 5);
    // The provider allows one request in five seconds. The last of the three sign-in mails was sent at most one second
    // before the launch, so the campaign still has to wait.
    await runScheduled(world, 3.5 * SECOND);
    expect(await tally(world.t, campaignId)).toEqual({ claimed: 5 });
    await runUntil(world, campaignId, "sent");
  });
});
