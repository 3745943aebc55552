import type { Conflicts } from "../support/convex";
import { ms, table } from "../support/report";
import { p50, p95 } from "../support/timing";
import { isRecipient } from "./marketer";
import type { Recount } from "./recount";
import type { Run } from "./run";

/** Mails in one request. */
const BATCH = 100;
const MiB = 2 ** 20;

/** @param limit requests a second */
export function sendingOf(run: Run, counted: Recount, limit?: number): string {
  const arrivals = [...counted.arrivals].flatMap(([email, at]) => (isRecipient(email) ? at : []));
  arrivals.sort((a, b) => a - b);
  const [first = 0, last = 0] = [arrivals[0], arrivals.at(-1)];
  const signIns = [...run.asked].map(([email, at]) => ({
    at,
    came: counted.arrivals.get(email)?.[0] ?? Infinity,
  }));
  const between = signIns.filter(({ came }) => came >= first && came <= last).length;
  const delays = signIns.map(({ at, came }) => came - at);
  const rows: [string, string][] = [
    ...paceOf(arrivals.length / BATCH - 1, between, (last - first) / 1_000, limit),
    ["from launch to the last mail", seconds(last - run.launchedAt)],
    ["from launch to the last webhook, applied and counted", seconds(run.settledAt - run.launchedAt)],
    [
      `loading the list of recipients meanwhile (${run.pages.length}), p50 / p95`,
      `${ms(p50(run.pages))} / ${ms(p95(run.pages))} ms`,
    ],
    [
      `sign-in mail meanwhile (${delays.length}), p50 / slowest`,
      `${ms(p50(delays))} / ${ms(Math.max(...delays))} ms`,
    ],
    ["recipients without a mail / with two", `${counted.missing} / ${counted.mailedTwice}`],
    ["counters that differ from a recount", counted.wrongCounters.join(", ") || "none"],
  ];
  const provider = limit ? `that allows ${limit} requests a second` : "without a limit";
  return table(`${arrivals.length} recipients, a provider ${provider}`, ["", "measured"], rows);
}

/** The pace from the first request to the last. The time before the first request does not count. */
function paceOf(requests: number, signIns: number, time: number, limit?: number): [string, string][] {
  const emails: [string, string] = ["emails a second, first to last", ((requests * BATCH) / time).toFixed(0)];
  if (!limit) return [emails];
  const share = (used: number) => `${((100 * used) / (time * limit)).toFixed(1)} %`;
  return [
    emails,
    ["share of the rate limit that was used", share(requests)],
    [`… including ${signIns} requests for sign-in mail`, share(requests + signIns)],
  ];
}

export function conflictsOf({ conflicts, refused, byTable }: Conflicts): string {
  const rows = Object.entries(byTable).sort(([, a], [, b]) => b - a);
  return table(
    `Mutations that conflicted: ${conflicts}, of which ${refused} were given up`,
    ["table of the conflict", "times"],
    rows.length > 0 ? rows : [["none", 0]],
  );
}

/** The process keeps all tables in memory, so its memory grows with them. */
export function memoryOf(run: Run): string {
  const mib = (bytes: number) => (bytes / MiB).toFixed(0);
  const rows = run.memory.map(({ share, rss, heapUsed }) => [`${share * 100} %`, mib(rss), mib(heapUsed)]);
  return table("Memory of the local Convex process", ["sent", "rss, MiB", "heap, MiB"], rows);
}

const seconds = (duration: number) => `${(duration / 1_000).toFixed(1)} s`;
