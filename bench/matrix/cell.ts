/**
 * Runs one fault at one moment: sends a campaign to a thousand recipients and a reminder to all of them, and causes the
 * fault during the reminder.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { draftFor, recipientRows, signIn } from "../campaign/marketer";
import { dump } from "../support/convex";
import type { Stack } from "../support/stack";
import { until } from "../support/until";
import type { Fault, World } from "./faults";
import { type Findings, findingsOf } from "./findings";

export const RECIPIENTS = 1_000;
const TIMEOUT_MS = 5 * 60_000;
const LOOK_EVERY_MS = 20;

interface Campaign {
  status: string;
  isAudienceChanging?: boolean;
  counts: Record<string, number>;
}

/** @param after the minimum number of the reminder's emails before the fault */
export async function runCell(stack: Stack, fault: Fault, after: number): Promise<Findings> {
  await fetch(`${stack.mailboxUrl}/emails`, { method: "DELETE" });
  const marketer = await signIn(stack);
  const prefix = `cell-${Date.now()}`;
  const original = {
    stack,
    marketer,
    campaignId: await draftFor(marketer, recipientRows(RECIPIENTS, prefix)),
  };
  await launch(original);
  await reach(original, ({ status }) => status === "sent");
  const campaignId = await marketer.mutation<string>("campaigns:remind", { campaignId: original.campaignId });
  const reminder = { stack, marketer, campaignId };
  await reach(
    reminder,
    ({ counts, isAudienceChanging }) => !isAudienceChanging && counts.recipients === RECIPIENTS,
  );
  await launch(reminder);
  await reach(reminder, ({ counts }) => (counts.sent ?? 0) >= after);
  await fault.strike(reminder);
  await untilMended(reminder, fault);
  return findingsOf(reminder, (subject) => subject.startsWith("Reminder:"));
}

const launch = ({ marketer, campaignId }: World) =>
  marketer.mutation("campaigns:launch", { campaignId, skipCheck: true });

const look = ({ marketer, campaignId }: World) => marketer.query<Campaign>("campaigns:get", { campaignId });

async function reach(world: World, isThere: (campaign: Campaign) => boolean): Promise<void> {
  const found = await until(async () => (isThere(await look(world)) ? true : null), {
    withinMs: TIMEOUT_MS,
    everyMs: LOOK_EVERY_MS,
  });
  if (!found) throw new Error(`The campaign is ${JSON.stringify(await look(world))}.`);
}

async function untilMended(world: World, fault: Fault): Promise<void> {
  let status = await atRest(world);
  while (await fault.mend?.(world, status)) status = await atRest(world);
}

const OVER = new Set(["sent", "paused", "cancelled"]);

/** Waits until the campaign does nothing more by itself: no batch is under way, and all events are counted. */
async function atRest(world: World): Promise<string> {
  const isAtRest = async () => {
    const { status, isAudienceChanging } = await look(world);
    if (!OVER.has(status) || isAudienceChanging) return null;
    const { "": tables = {} } = await dump(world.stack.deployment);
    const isOpen = (tables.batches ?? []).some((batch) => batch.status !== "done");
    const areEventsApplied = (tables.deliveryEvents ?? []).every(({ isApplied }) => isApplied);
    const isQueueEmpty =
      status !== "cancelled" || !(tables.recipients ?? []).some((one) => one.status === "queued");
    return !isOpen && areEventsApplied && isQueueEmpty ? status : null;
  };
  const status = await until(isAtRest, { withinMs: TIMEOUT_MS, everyMs: 250 });
  if (status === null)
    throw new Error(`The campaign did not come to rest: ${JSON.stringify(await look(world))}.`);
  // A paused campaign with nothing left to send becomes sent by itself, a moment later.
  await sleep(1_000);
  return (await look(world)).status;
}
