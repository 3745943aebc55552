/** A campaign through the whole pipeline: claim, batch, provider, webhooks, projector. */
import { ms, type Report, table } from "../support/report";
import { startStack } from "../support/stack";
import { p50, p95 } from "../support/timing";
import { draftFor, isReader, readers, signIn } from "./marketer";
import { type Recount, recount } from "./recount";
import { type Run, runCampaign } from "./run";

const RECIPIENTS = 10_000;
const BATCH = 100;
const UNLIMITED = 10_000;
const MiB = 2 ** 20;

/** @param requestsPerSecond what the provider allows, and enforces; undefined: as much as comes */
export async function sending(requestsPerSecond?: number): Promise<Report> {
  const stack = await startStack({
    mailbox: {
      MAILBOX_CAPACITY: String(2 * RECIPIENTS),
      MAILBOX_REQUESTS_PER_SECOND: String(requestsPerSecond ?? ""),
    },
    environment: { RESEND_REQUESTS_PER_SECOND: String(requestsPerSecond ?? UNLIMITED) },
  });
  try {
    const marketer = await signIn(stack);
    const campaignId = await draftFor(marketer, readers(RECIPIENTS));
    const run = await runCampaign(stack, marketer, campaignId, RECIPIENTS);
    return report(run, await recount(stack, campaignId), requestsPerSecond);
  } finally {
    await stack.stop();
  }
}

function report(run: Run, counted: Recount, requestsPerSecond?: number): Report {
  const limit = requestsPerSecond && requestsPerSecond * BATCH;
  const title = limit
    ? `${RECIPIENTS} recipients, a provider that takes ${requestsPerSecond} requests a second`
    : `${RECIPIENTS} recipients, a provider without a limit`;
  const arrivals = [...counted.arrivals].flatMap(([email, at]) => (isReader(email) ? at : []));
  const signIns = [...run.asked].map(([email, at]) => (counted.arrivals.get(email)?.[0] ?? Infinity) - at);
  arrivals.sort((a, b) => a - b);
  const pace = paceOf(arrivals);
  const rows: [string, string][] = [
    ["emails a second, first to last", pace.toFixed(0)],
    ...(limit
      ? [["of what the limit allows", `${((100 * pace) / limit).toFixed(1)} %`] as [string, string]]
      : []),
    ["from launch to the last mail", seconds(arrivals.at(-1)! - run.launchedAt)],
    ["from launch to the last webhook, applied and counted", seconds(run.settledAt - run.launchedAt)],
    [
      `page of recipients meanwhile (${run.pages.length}), p50 / p95`,
      `${ms(p50(run.pages))} / ${ms(p95(run.pages))} ms`,
    ],
    [
      `sign-in mail meanwhile (${signIns.length}), p50 / slowest`,
      `${ms(p50(signIns))} / ${ms(Math.max(...signIns))} ms`,
    ],
    ["recipients without a mail / with two", `${counted.missing} / ${counted.mailedTwice}`],
    ["counters that a recount contradicts", counted.wrongCounters.join(", ") || "none"],
  ];
  return [table(title, ["", "measured"], rows), memoryTable(run)];
}

function memoryTable(run: Run): string {
  const rows = run.memory.map(({ share, rss, heapUsed }) => [
    `${share * 100} %`,
    (rss / MiB).toFixed(0),
    (heapUsed / MiB).toFixed(0),
  ]);
  return table("Memory of the local Convex process", ["sent", "rss, MiB", "heap, MiB"], rows);
}

/** Between the first and the last request: what was under way before the first is no part of the pace. */
function paceOf(arrivals: number[]): number {
  return (arrivals.length - BATCH) / ((arrivals.at(-1)! - arrivals[0]!) / 1_000);
}

const seconds = (duration: number) => `${(duration / 1_000).toFixed(1)} s`;
