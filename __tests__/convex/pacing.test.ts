/** Campaigns send exactly as fast as the provider allows, and leave room for sign-in mail. */
import { beforeEach, expect, test } from "@jest/globals";
import { ask, newBrowser } from "./support/browser";
import { type CampaignId, launchTo, recipientRows, runUntil, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { type World, SECOND, runScheduled, start } from "./support/world";

const A_SECOND = 5;
const BUSY = { status: 429, name: "rate_limit_exceeded", headers: { "retry-after": "1" } };

let world: World;
let marketer: Person;
/** The time of each request to the provider, in ms. */
let times: number[];
let fifthLeft: Promise<void>;
beforeEach(async () => {
  world = await start({ RESEND_REQUESTS_PER_SECOND: String(A_SECOND) });
  marketer = await signInAs(world, "marketer");
  times = [];
  const send = globalThis.fetch;
  let onFifth: () => void;
  fifthLeft = new Promise((resolve) => (onFifth = resolve));
  globalThis.fetch = (...args) => {
    times.push(Date.now());
    if (times.length === 5) onFifth();
    return send(...args);
  };
});

/** Launches `count` campaigns with one recipient each, so that each makes one request. */
async function launch(count: number): Promise<CampaignId[]> {
  const campaigns: CampaignId[] = [];
  for (const row of recipientRows(count)) campaigns.push(await launchTo(marketer, [row]));
  return campaigns;
}

test("no six requests are sent within a second, and the rate limit is nearly used", async () => {
  await launch(12);
  await runScheduled(world, 3 * SECOND, { tick: 10 });
  expect(times).toHaveLength(12);
  for (let at = A_SECOND; at < times.length; at++) {
    const apart = times[at]! - times[at - A_SECOND]!;
    expect(apart).toBeGreaterThanOrEqual(SECOND);
    expect(apart).toBeLessThan(1.1 * SECOND);
  }
});

test("sign-in mail is sent in between, and campaign mail makes room for it", async () => {
  await launch(12);
  const asking = fifthLeft.then(async () => ask(world, "hurried@example.com", await newBrowser()));
  await runScheduled(world, 3 * SECOND, { tick: 10 });
  await asking;
  const itself = world.mail.mails.indexOf(world.mail.lastTo("hurried@example.com"));
  expect(itself).toBeLessThan(8);
  expect(times).toHaveLength(13);
  // Sign-in mail waits for no slot and may be sent a little later than recorded, so the gaps may be slightly too short.
  for (let at = A_SECOND; at < times.length; at++)
    if (at !== itself) expect(times[at]! - times[at - A_SECOND]!).toBeGreaterThan(0.95 * SECOND);
});

test("a refused request is repeated when the provider allows it, and the other requests keep their slots", async () => {
  world.mail.failures.push(BUSY);
  for (const campaignId of await launch(6)) await runUntil(world, campaignId, "sent");
  expect(times).toHaveLength(7);
  expect(world.mail.mails).toHaveLength(6);
  expect(times.at(-1)! - times[0]!).toBeLessThan(1.5 * SECOND);
});

test("sign-in mail that was refused is sent again within the second", async () => {
  world.mail.failures.push(BUSY, BUSY);
  const asked = Date.now();
  await ask(world, "hurried@example.com", await newBrowser());
  await runScheduled(world, SECOND);
  expect(world.mail.lastTo("hurried@example.com").code).not.toBeNull();
  expect(times.at(-1)! - asked).toBeLessThan(SECOND);
});
