/**
 * Webhooks of a campaign's notices, sent by the local Convex deployment to real HTTP receivers: one that fails once, and
 * one that never answers. Real processes and real HTTP; nothing is mocked.
 */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { draftFor, type Marketer, recipientRows } from "../../bench/campaign/marketer";
import { NO_ANSWER } from "@/lib/messages/campaign-notices";
import { startServer } from "../support/http-server";
import { startCampaignStack } from "./campaign-stack";

// The second attempt comes half a minute after the first.
jest.setTimeout(180_000);

type Receiver = Awaited<ReturnType<typeof startServer>>;

let marketer: Marketer;
let stop: () => Promise<void>;
let failing: Receiver;
let hanging: Receiver;
beforeAll(async () => {
  const statuses = [500];
  failing = await startServer((_, response) => response.writeHead(statuses.shift() ?? 204).end());
  hanging = await startServer(() => undefined);
  ({ marketer, stop } = await startCampaignStack(50));
});
afterAll(async () => {
  await stop();
  await Promise.all([failing.close(), hanging.close()]);
});

test("a receiver that fails gets the same signed event again, and one that never answers holds no campaign up", async () => {
  const { secret } = await addWebhook(failing.url);
  // More receivers that hang than Convex has slots for other work would stop the next campaign.
  for (let n = 0; n < 4; n++) await addWebhook(hanging.url);
  const first = await sent();
  await until(() => hanging.seen.length === 4 && failing.seen.length === 1);

  const second = await sent();
  await until(() => failing.seen.length === 3);
  const events = failing.seen.map(({ body, headers }) => ({
    id: headers["webhook-id"],
    body,
    event: new Webhook(secret).verify(body, headers as Record<string, string>) as CampaignEvent,
  }));
  const [lost, repeated, ...more] = events.filter(({ event }) => event.data.campaignId === first);
  expect(lost!.event).toMatchObject({
    type: "campaign.finished",
    data: { counts: { recipients: 20, sent: 20 } },
  });
  expect([repeated, more]).toEqual([lost, []]);
  expect(events.filter(({ event }) => event.data.campaignId === second)).toHaveLength(1);
  const changed = lost!.body.replace("20", "21");
  expect(() =>
    new Webhook(secret).verify(changed, failing.seen[0]!.headers as Record<string, string>),
  ).toThrow();

  await until(async () => (await deliveries()).filter(({ result }) => result === NO_ANSWER).length > 0);
  expect((await deliveries()).filter(({ status }) => status === "delivered")).toHaveLength(2);
});

const addWebhook = (url: string) =>
  marketer.mutation<{ id: string; secret: string }>("webhooks:create", { url });

interface CampaignEvent {
  type: string;
  data: { campaignId: string };
}

interface Delivery {
  status: string;
  result: string | null;
}

async function deliveries(): Promise<Delivery[]> {
  const paginationOpts = { numItems: 20, cursor: null };
  return (await marketer.query<{ page: Delivery[] }>("webhooks:deliveries", { paginationOpts })).page;
}

/** Sends a campaign, and returns its id once it has finished. */
async function sent(): Promise<string> {
  const campaignId = await draftFor(marketer, recipientRows(20));
  await marketer.mutation("campaigns:launch", { campaignId, skipCheck: true });
  await until(async () => {
    const { status } = await marketer.query<{ status: string }>("campaigns:get", { campaignId });
    return status === "sent";
  });
  return campaignId;
}

/** Polls until `holds` returns true. There is no deadline here, because jest's own timeout ends the test. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
