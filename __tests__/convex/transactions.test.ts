/**
 * Convex's rules for functions: a bounded number of reads and writes (convex-test enforces that here, see
 * support/deployment.ts), and queries that do not read the clock, so that their results can be cached.
 */
import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import {
  batchesOf,
  type CampaignId,
  draftFor,
  launchTo,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
  unsubscribeLink,
} from "./support/campaigns";
import { countingCalls } from "./support/faults";
import { type Person, signInByMinting } from "./support/people";
import { type World, start } from "./support/world";

let world: World;
let marketer: Person;

describe("calls of the backend for each recipient of a full batch:", () => {
  let campaignId: CampaignId;

  beforeEach(async () => {
    world = await start();
    marketer = await signInAs(world, "marketer");
    campaignId = await draftFor(marketer, 100);
    await world.t.run(async ({ db }) => {
      await db.patch("campaigns", campaignId, { status: "sending" });
      await db.insert("campaignTemplates", { campaignId, template: "{}" });
    });
  });

  async function perRecipient(work: () => Promise<unknown>): Promise<number> {
    return (await countingCalls(work)) / 100;
  }

  test("a claim makes a link and patches the recipient", async () => {
    expect(await perRecipient(claim)).toBeLessThan(6);
  });

  test("beginning to send reads suppressions and links", async () => {
    await claim();
    const batchId = await theBatch();
    // Five calls for each recipient, and fewer than ten for the batch itself.
    expect(
      await perRecipient(() => world.t.mutation(internal.model.campaigns.batches.begin, { batchId })),
    ).toBeLessThan(5.1);
  });

  test("recording the answer writes each recipient once, and the counters", async () => {
    await claim();
    const batchId = await theBatch();
    await world.t.mutation(internal.model.campaigns.batches.begin, { batchId });
    const results = (await recipientsOf(world.t, campaignId)).map(({ _id }, i) => ({
      recipientId: _id,
      providerId: `mail-${i}`,
    }));
    const record = () => world.t.mutation(internal.model.campaigns.batches.record, { batchId, results });
    expect(await perRecipient(record)).toBeLessThan(2.5);
  });

  const claim = () => world.t.mutation(internal.model.campaigns.batches.claim, { campaignId });
  const theBatch = async () => (await batchesOf(world.t, campaignId))[0]!._id;
});

test("a claim of 100 recipients who have an invite already, and a batch of 100 suppressed recipients, fit into a transaction", async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  const first = await launchTo(marketer, 100);
  await runUntil(world, first, "sent");
  const second = await launchTo(marketer, 100);
  const emails = recipientRows(100).map(({ email }) => email);
  await marketer.as.mutation(api.suppressions.add, { emails, note: "all of them" });
  await runUntil(world, second, "sent");
  expect((await recipientsOf(world.t, second)).every(({ status }) => status === "suppressed")).toBe(true);
});

describe("no query reads the clock:", () => {
  let queries: Record<string, () => Promise<unknown>>;

  beforeAll(async () => {
    world = await start();
    marketer = await signInAs(world, "admin", "boss@example.com");
    await signInByMinting(world, "ada@example.com");
    const campaignId = await launchTo(marketer, 3);
    await runUntil(world, campaignId, "sent");
    const draftId = await draftFor(marketer, recipientRows(2, 50));
    const [recipient] = await recipientsOf(world.t, campaignId);
    const link = await unsubscribeLink(recipient!);
    const { token } = world.mail.lastTo(recipient!.email);
    const paginationOpts = { numItems: 5, cursor: null };
    const { as } = marketer;
    queries = {
      "apiKeys.list": () => as.query(api.apiKeys.list, {}),
      "audit.list": () => as.query(api.audit.list, { paginationOpts }),
      "campaigns.get": () => as.query(api.campaigns.get, { campaignId }),
      "campaigns.get, a draft": () => as.query(api.campaigns.get, { campaignId: draftId }),
      "campaignList.list": () => as.query(api.campaignList.list, { paginationOpts }),
      "loginLinks.list": () => as.query(api.loginLinks.list, { paginationOpts, minute: 0 }),
      "loginLinks.peek": () => as.query(api.loginLinks.peek, { token, minute: 0 }),
      "people.list": () => as.query(api.people.list, { paginationOpts }),
      "recipients.get": () => as.query(api.recipients.get, { recipientId: recipient!._id }),
      "recipients.list": () => as.query(api.recipients.list, { campaignId, paginationOpts }),
      "results.hours": () => as.query(api.results.hours, { campaignId, paginationOpts }),
      "sessions.list": () => as.query(api.sessions.list, {}),
      "suppressions.list": () => as.query(api.suppressions.list, { paginationOpts }),
      "unsubscribes.peek": () => world.t.query(api.unsubscribes.peek, link),
      "users.current": () => as.query(api.users.current, {}),
    };
  });

  test("no public query does", async () => {
    const readers: string[] = [];
    for (const [name, query] of Object.entries(queries)) if (await readsTheClock(query)) readers.push(name);
    expect(readers).toEqual([]);
  });

  test("and this test would notice one that does", async () => {
    const ask = () => world.t.mutation(internal.model.campaigns.recovery.revive, {});
    expect(await readsTheClock(ask)).toBe(true);
  });

  /** Whether our own code reads the clock. Reads by convex-test itself do not count. */
  async function readsTheClock(work: () => Promise<unknown>): Promise<boolean> {
    const now = Date.now();
    const places: string[] = [];
    const spy = jest.spyOn(Date, "now").mockImplementation(() => {
      places.push(new Error().stack ?? "");
      return now;
    });
    await work().finally(() => spy.mockRestore());
    return places.some((stack) => /\/convex\/(?!_generated)[\w/]+\.ts:/.test(callerIn(stack)));
  }

  const callerIn = (stack: string) =>
    stack
      .split("\n")
      .slice(1)
      .find((line) => !line.includes("node_modules/jest") && !line.includes("__tests__")) ?? "";
});
