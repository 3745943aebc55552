/** The report in Markdown: first which promises held, then the figures. */
import { type Cell, ms, table } from "../../bench/support/report";
import { p50, p95 } from "../../bench/support/timing";
import type { Burst } from "./burst";
import type { Clicks } from "./clicks";
import type { Crowd } from "./crowd";
import { logTables } from "./log-report";
import { merged, PROMISES, type Verdict } from "./promises";
import type { SignIn } from "./sign-in";
import type { CampaignRun } from "./campaign";
import { counted, oneLine } from "./texts";
import type { Found } from "./verify";

export interface About {
  deployment: string;
  isStandIn: boolean;
  /** The backend's version, if it is known. */
  version: string | null;
  machine: string;
  date: string;
  times: Readonly<Record<string, number>>;
  variablesSet: readonly string[];
}

export function reportOf(about: About, found: Found): string {
  return [
    ...heading(about),
    promisesTable(found.verdicts),
    timesTable(about),
    ...(found.signIn ? signInTables(found.signIn) : []),
    burstsTable(found.crowds, found.clicks),
    ...(found.campaign ? [campaignTable(found.campaign)] : []),
    ...logTables(found.log),
  ].join("\n");
}

const STAND_IN_NOTE =
  "**This is the project's own stand-in, not Convex.** It shows that the script works, and nothing about Convex. Its log " +
  "shows no conflicts: a mutation that was run again counts as another call.";

function heading({ deployment, isStandIn, version, machine, date }: About): string[] {
  const backend = version === null ? "" : `, backend ${version}`;
  return [
    "# Which of our promises this deployment keeps",
    "",
    ...(isStandIn ? [STAND_IN_NOTE, ""] : []),
    `${deployment}${backend}, on ${date}. Called from ${machine}.`,
    "",
  ];
}

function promisesTable(verdicts: readonly Verdict[]): string {
  const rows = merged(verdicts).map(({ promise, status, detail }) => [
    PROMISES[promise],
    status === "kept" || status === "not tried" ? status : `**${status}**`,
    oneLine(detail),
  ]);
  return table("Promises", ["promise", "", "seen"], rows);
}

function timesTable({ times, variablesSet }: About): string {
  const rows: Cell[][] = Object.entries(times).map(([name, took]) => [name, (took / 1_000).toFixed(1)]);
  const set = variablesSet.length > 0 ? variablesSet.join(", ") : "none, all of them were set";
  return `${table("Start and push", ["", "seconds"], rows)}\nVariables that were set: ${set}.\n`;
}

function signInTables({ cookies, claims, tookMs }: SignIn): string[] {
  const cookieRows = cookies.map(({ name, attributes }) => [name, attributes.join("; ")]);
  const claimRows: Cell[][] = [
    ["iss", String(claims.iss)],
    ["aud", String(claims.aud)],
    ["exp - iat, seconds", (claims.exp ?? 0) - (claims.iat ?? 0)],
  ];
  return [
    table(`The first exchange, ${ms(tookMs)} ms: its cookies`, ["cookie", "attributes"], cookieRows),
    table("The claims of its JWT", ["claim", "is"], claimRows),
  ];
}

const BURST_HEAD = [
  ...["step, all at once", "calls", "succeeded", "refused", "failed"],
  ...["503 before a repeat", "sent again", "503 after the last repeat", "p50, ms", "p95, ms", "max, ms"],
];

function burstsTable(crowds: readonly Crowd[], clicked: Clicks | null): string {
  const rows = crowds.flatMap(({ size, asking, peeking, following, loading }) => [
    ...(asking ? [burstRow(`${size} request a link`, asking)] : []),
    burstRow(`${size} look at their links`, peeking),
    burstRow(`${size} follow their links`, following),
    burstRow(`${size} load the first page`, loading),
  ]);
  if (clicked) rows.push(burstRow("one link is followed", clicked.burst));
  return table("At the same moment, from one address", BURST_HEAD, rows);
}

function burstRow(name: string, { calls, tookMs, refused, failed, busy, repeats, lost }: Burst): Cell[] {
  const why = counted(refused).map(([reason, times]) => `${times} ${reason}`);
  const took = [p50(tookMs), p95(tookMs), Math.max(...tookMs)].map((time) =>
    tookMs.length > 0 ? ms(time) : "–",
  );
  return [name, calls, tookMs.length, why.join(", ") || 0, failed.length, busy, repeats, lost, ...took];
}

function campaignTable({ recipients, hanging, importMs, settledMs, ...run }: CampaignRun): string {
  const delays = (found: number[]) => `${ms(p50(found))} / ${ms(Math.max(...found))} ms`;
  const rows: Cell[][] = [
    [`import of ${recipients} recipients`, `${(importMs / 1_000).toFixed(1)} s`],
    [
      "from launch to the last counted webhook",
      settledMs ? `${(settledMs / 1_000).toFixed(1)} s` : "not in time",
    ],
    ["final status", run.status],
    [`sign-in mail before the campaign (${run.before.length}), p50 / slowest`, delays(run.before)],
    [`sign-in mail while calls hang (${run.meanwhile.length}), p50 / slowest`, delays(run.meanwhile)],
    ["recipients without a mail / with two", `${run.missing} / ${run.mailedTwice}`],
    ["counters that differ from a recount", run.wrongCounters.join(", ") || "none"],
  ];
  return table(`A campaign with ${hanging} calls to the provider that hang`, ["", "seen"], rows);
}
