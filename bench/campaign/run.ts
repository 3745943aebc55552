/** Runs one campaign, and makes other calls to the deployment meanwhile. */
import { setTimeout as sleep } from "node:timers/promises";
import { ConvexClient } from "convex/browser";
import { anyApi } from "convex/server";
import WebSocket from "ws";
import { memory, type Memory } from "../support/convex";
import type { Stack } from "../support/stack";
import { timed } from "../support/timing";
import { askForLink, type Marketer } from "./marketer";

const LOOK_EVERY = 100;
const SIGN_IN_EVERY = 10_000;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const TIMEOUT_MS = 15 * 60_000;

export interface Run {
  campaignId: string;
  launchedAt: number;
  /** When the last of the provider's events was applied. */
  settledAt: number;
  /** How long each query for a page of recipients took, in ms. */
  pages: number[];
  /** When each sign-in mail was requested, by address. */
  asked: Map<string, number>;
  /** The deployment's memory at the start, at each quarter of the mails, and at the end. */
  memory: (Memory & { share: number })[];
}

interface Campaign {
  status: string;
  counts: Record<string, number>;
}

/** Launches, watches as a marketer's page does, and returns once every mail has been delivered and counted. */
export async function runCampaign(
  stack: Stack,
  marketer: Marketer,
  campaignId: string,
  recipients: number,
): Promise<Run> {
  const run: Run = {
    campaignId,
    launchedAt: Date.now(),
    settledAt: 0,
    pages: [],
    asked: new Map(),
    memory: [],
  };
  const page = openPage(stack, marketer, campaignId);
  await marketer.mutation("campaigns:launch", { campaignId, skipCheck: true });
  for (let looks = 0; run.settledAt === 0; looks++) {
    const { status, counts } = await marketer.query<Campaign>("campaigns:get", { campaignId });
    const { sent = 0, delivered = 0 } = counts;
    await noteMemory(stack, run, sent / recipients);
    if (status === "paused" || Date.now() > run.launchedAt + TIMEOUT_MS)
      throw new Error(`The campaign is ${status} with ${sent} sent and ${delivered} delivered.`);
    if (status === "sent" && delivered >= recipients) run.settledAt = Date.now();
    if (status === "sending") await lookAround(stack, marketer, run, looks);
    await sleep(LOOK_EVERY);
  }
  await page.close();
  return run;
}

/** Subscribes to the same queries as the page of a running campaign. */
function openPage({ deployment }: Stack, { jwt }: Marketer, campaignId: string): ConvexClient {
  const client = new ConvexClient(deployment.url, {
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  client.setAuth(() => Promise.resolve(jwt));
  const { campaigns, recipients } = anyApi;
  const ignore = () => undefined;
  client.onUpdate(campaigns!.get!, { campaignId }, ignore);
  client.onUpdate(campaigns!.hours!, { campaignId }, ignore);
  client.onUpdate(recipients!.list!, pageOf(campaignId), ignore);
  return client;
}

const pageOf = (campaignId: string) => ({ campaignId, paginationOpts: { numItems: 50, cursor: null } });

async function lookAround(stack: Stack, marketer: Marketer, run: Run, looks: number): Promise<void> {
  run.pages.push(await timed(() => marketer.query("recipients:list", pageOf(run.campaignId))));
  const last = Math.max(run.launchedAt, ...run.asked.values());
  if (looks > 0 && Date.now() < last + SIGN_IN_EVERY) return;
  const email = `hurried-${run.asked.size}-${run.campaignId}@example.com`;
  run.asked.set(email, Date.now());
  await askForLink(stack, email);
}

async function noteMemory({ deployment }: Stack, run: Run, share: number): Promise<void> {
  const next = QUARTERS[run.memory.length];
  if (next === undefined || share < next) return;
  run.memory.push({ ...(await memory(deployment)), share: next });
}
