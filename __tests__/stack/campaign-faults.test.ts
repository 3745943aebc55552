/**
 * A campaign to 2,000 recipients while everything around it fails: the provider refuses requests, returns errors, hangs
 * and disconnects, and the deployment is killed twice. Real processes and real HTTP; nothing is mocked.
 */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { draftFor, type Marketer, recipientRows } from "../../bench/campaign/marketer";
import { recount } from "../../bench/campaign/recount";
import type { BareStack } from "../../scripts/run/bare-stack";
import { startCampaignStack } from "./campaign-stack";

jest.setTimeout(180_000);

const AUDIENCE = 2_000;
/**
 * Faults of the provider, one request each. With `accept`, the provider accepts the mail, but the app gets no answer
 * that says so.
 */
const REFUSED = { status: 429, retryAfter: 1 };
const BROKEN = [
  { status: 500 },
  { status: 500, accept: true },
  { mode: "cut" },
  { mode: "cut", accept: true },
];
/** These calls hang until the deployment is killed. */
const HANGING = [{ mode: "hang" }, { mode: "hang", accept: true }];
const FAULTS = [REFUSED, ...BROKEN, REFUSED, ...HANGING];

let stack: BareStack;
let marketer: Marketer;
let campaignId: string;

let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stack, marketer, stop } = await startCampaignStack(1_000));
  campaignId = await draftFor(marketer, recipientRows(AUDIENCE));
});
afterAll(() => stop());

interface Campaign {
  status: string;
  pausedBecause?: string;
  counts: Record<string, number>;
}

test("everybody gets exactly one mail, and the counters are right", async () => {
  await goWrong();
  await marketer.mutation("campaigns:launch", { campaignId, skipCheck: true });
  for (let crash = 0; crash < 2; crash++) {
    await until(async () => (await faultsLeft()) === 0);
    expect((await campaign()).counts["sent"] ?? 0).toBeLessThan(AUDIENCE);
    if (crash === 0) await goWrong();
    await stack.crash();
  }
  await until(async () => {
    const { status, pausedBecause } = await campaign();
    expect(pausedBecause).toBeUndefined();
    return status === "sent";
  });

  expect(await campaign()).toMatchObject({
    status: "sent",
    counts: { recipients: AUDIENCE, sent: AUDIENCE },
  });
  expect(await recount(stack, marketer, campaignId)).toEqual({
    arrivals: expect.any(Map),
    missing: 0,
    mailedTwice: 0,
    wrongCounters: [],
  });
});

const campaign = () => marketer.query<Campaign>("campaigns:get", { campaignId });

async function goWrong(): Promise<void> {
  for (const fault of FAULTS) {
    const body = JSON.stringify(fault);
    expect((await fetch(`${stack.mailboxUrl}/faults`, { method: "POST", body })).status).toBe(200);
  }
}

async function faultsLeft(): Promise<number> {
  const { data } = (await (await fetch(`${stack.mailboxUrl}/faults`)).json()) as { data: unknown[] };
  return data.length;
}

/** Polls until `holds` returns true. There is no deadline here, because jest's own timeout ends the test. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
