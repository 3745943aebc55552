/** How many recipients of an audience have an invite of another campaign whose link still works. */
import { beforeEach, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import {
  type CampaignId,
  draftFor,
  launchTo,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import type { Person } from "./support/people";
import { followLink, newBrowser } from "./support/browser";
import { DAY, advance, type World, runScheduled, start } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

/** The sums over all pages of the query, as on the launch page. */
async function openInvites(campaignId: CampaignId): Promise<{ open: number; looked: number; pages: number }> {
  const sum = { open: 0, looked: 0, pages: 0 };
  for (let cursor: string | null = null, isDone = false; !isDone;) {
    const now = Date.now();
    const page: { open: number; looked: number; cursor: string | null } = await marketer.as.query(
      api.recipients.openInvites,
      { campaignId, cursor, now },
    );
    sum.open += page.open;
    sum.looked += page.looked;
    sum.pages++;
    [cursor, isDone] = [page.cursor, page.cursor === null];
  }
  return sum;
}

async function sentTo(rows: Parameters<typeof launchTo>[1]): Promise<CampaignId> {
  const campaignId = await launchTo(marketer, rows);
  await runUntil(world, campaignId, "sent");
  return campaignId;
}

test("counts each recipient with a working link of another campaign once, and ignores links of this campaign", async () => {
  await sentTo(3);
  await sentTo(recipientRows(2));
  const draft = await draftFor(marketer, 5);
  expect(await openInvites(draft)).toMatchObject({ open: 3, looked: 5 });
  const sent = await sentTo(recipientRows(2, 50));
  expect((await openInvites(sent)).open).toBe(0);
});

test("counts page by page, because one transaction cannot read a whole audience", async () => {
  await sentTo(2);
  const draft = await draftFor(marketer, 620);
  expect(await openInvites(draft)).toEqual({ open: 2, looked: 620, pages: 3 });
});

test("does not count links that were accepted, revoked or have expired", async () => {
  const first = await sentTo(4);
  await followLink(world, world.mail.lastTo("reader000@example.com").token, await newBrowser());
  const recipientId = (await recipientsOf(world.t, first))[1]!._id;
  await marketer.as.mutation(api.recipients.revokeInvite, { recipientId });
  const draft = await draftFor(marketer, recipientRows(3, 1));
  expect(await openInvites(draft)).toMatchObject({ open: 2, looked: 3 });
  advance(15 * DAY);
  marketer = await signInAs(world, "marketer");
  expect(await openInvites(draft)).toMatchObject({ open: 0, looked: 3 });
});

test("does not count the invite that a reminder will replace", async () => {
  const first = await sentTo(3);
  const reminder = await marketer.as.mutation(api.campaigns.remind, { campaignId: first });
  await runScheduled(world);
  expect((await openInvites(reminder)).open).toBe(0);
  await sentTo(recipientRows(1));
  expect((await openInvites(reminder)).open).toBe(1);
});
