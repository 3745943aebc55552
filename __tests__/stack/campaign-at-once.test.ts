/**
 * A real campaign under Convex's limits: its eight slots and its conflicts. Sign-in mail is sent while calls of the
 * campaign hang, and webhooks and accepted invites at the same moment do not conflict. Real processes and real HTTP;
 * nothing is mocked.
 */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { askForLink, draftFor, type Marketer, recipientRows } from "../../bench/campaign/marketer";
import { recount } from "../../bench/campaign/recount";
import { exchangeOurs } from "../../bench/exchange/contenders";
import { conflicts, dump } from "../../bench/support/convex";
import type { BareStack } from "../../scripts/run/bare-stack";
import { startCampaignStack } from "./campaign-stack";

jest.setTimeout(180_000);

let stack: BareStack;
let marketer: Marketer;

let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stack, marketer, stop } = await startCampaignStack(50));
});
afterAll(() => stop());

test("sign-in mail is sent while more calls of a campaign hang than there are slots", async () => {
  const campaignId = await draftFor(marketer, recipientRows(1_000));
  await addFault({ mode: "hang", times: 8, path: "/emails/batch" });
  await marketer.mutation("campaigns:launch", { campaignId, skipCheck: true });
  await until(async () => (await faults()).holding > 0);
  await askForLink(stack, "hurried@example.com");
  await until(async () => (await mailTo("hurried@example.com")).length > 0);

  expect((await faults()).holding).toBeGreaterThan(0);
  const { "": app = {} } = await dump(stack.deployment);
  // No call has timed out yet, so the sign-in mail did not wait for a hanging call to end.
  expect((app.batches ?? []).filter(({ attempts }) => attempts !== 0)).toEqual([]);
  await marketer.mutation("campaigns:cancel", { campaignId });
  await fetch(`${stack.mailboxUrl}/faults`, { method: "DELETE" });
});

test("fifty people accept at once, with their webhooks: nobody is refused, and they do not all write the same row", async () => {
  const guests = recipientRows(50).map((row) => ({ ...row, email: `guest-${row.email}` }));
  const campaignId = await draftFor(marketer, guests);
  await marketer.mutation("campaigns:launch", { campaignId });
  const tokens: string[] = [];
  await until(async () => (await counts(campaignId)).delivered === 50);
  for (const { email } of guests) tokens.push(await tokenIn((await mailTo(email))[0]!));
  const before = await conflicts(stack.deployment);

  const outcomes = await Promise.all([
    ...tokens.map((token) => exchangeOurs(stack, token)),
    ...guests.map(({ email }) => open(email)),
  ]);

  expect(outcomes.slice(0, 50).filter((outcome) => !(outcome as { ok: boolean }).ok)).toEqual([]);
  await until(async () => {
    const { accepted = 0, opened = 0 } = await counts(campaignId);
    return accepted === 50 && opened === 50;
  });
  const { byTable, refused } = await conflicts(stack.deployment);
  expect(refused).toBe(before.refused);
  for (const table of ["deliveryEvents", "campaigns", "campaignCounts", "campaignHours"])
    expect([table, byTable[table] ?? 0]).toEqual([table, before.byTable[table] ?? 0]);
  expect((await recount(stack, marketer, campaignId)).wrongCounters).toEqual([]);
});

interface Faults {
  data: unknown[];
  holding: number;
}

const faults = async () => (await (await fetch(`${stack.mailboxUrl}/faults`)).json()) as Faults;

async function addFault(fault: object): Promise<void> {
  const body = JSON.stringify(fault);
  expect((await fetch(`${stack.mailboxUrl}/faults`, { method: "POST", body })).status).toBe(200);
}

async function mailTo(email: string): Promise<string[]> {
  const answer = await fetch(`${stack.mailboxUrl}/emails?search=${email}`);
  return ((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
}

async function tokenIn(mailId: string): Promise<string> {
  const { text } = (await (await fetch(`${stack.mailboxUrl}/emails/${mailId}`)).json()) as { text: string };
  return /token=([\w-]{43})/.exec(text)![1]!;
}

/** Makes the mailbox report that the mail to this address was opened. */
async function open(email: string): Promise<unknown> {
  const [mailId] = await mailTo(email);
  const body = JSON.stringify({ type: "email.opened" });
  const answer = await fetch(`${stack.mailboxUrl}/emails/${mailId}/events`, { method: "POST", body });
  return answer.json();
}

async function counts(campaignId: string): Promise<Record<string, number>> {
  const campaign = await marketer.query<{ counts: Record<string, number> }>("campaigns:get", { campaignId });
  return campaign.counts;
}

/** Polls until `holds` returns true. There is no deadline here, because jest's own timeout ends the test. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
