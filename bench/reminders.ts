/**
 * Simulates a campaign with three reminders over 14 days, to 10,000 people in 24 time zones, while people accept,
 * unsubscribe, bounce and are revoked: once undisturbed, and once while processes die. REMINDER_PEOPLE changes how many people.
 * The simulation is the Jest suite `reminder-simulation`, which has a clock of its own.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { build } from "esbuild";
import { type Report, table } from "./support/report";

const PEOPLE = process.env["REMINDER_PEOPLE"] ?? "10000";
/** The bundle of the reads through indexes: convex-test alone would need more than an hour. */
const READS = path.resolve("node_modules/.cache/latchkey/fast-reads.mjs");
const JEST = [
  "jest",
  "--selectProjects",
  "convex",
  "-w",
  "1",
  "__tests__/convex/reminder-simulation.test.ts",
];
const HEAD = ["run", "reminders", "stopped", "kills", "doubled", "after a stop", "outside the hours", "lost"];

interface Outcome {
  how: string;
  reminders: number;
  stopped: number;
  kills: number;
  doubled: number;
  afterStop: number;
  outsideHours: number;
  lost: number;
}

export async function reminders(): Promise<Report> {
  await build({
    entryPoints: ["packages/convex-local/src/index-reads.ts"],
    outfile: READS,
    ...{ bundle: true, format: "esm", platform: "node", conditions: ["module"] },
  });
  const outcomes = outcomesIn(await run());
  const rows = outcomes.map(({ how, reminders, stopped, kills, doubled, afterStop, outsideHours, lost }) => [
    ...[how, reminders, stopped, kills],
    ...[doubled, afterStop, outsideHours, lost],
  ]);
  return [table(`${PEOPLE} people in 24 time zones over 14 simulated days`, HEAD, rows)];
}

async function run(): Promise<string> {
  const child = spawn("npx", JEST, {
    env: {
      ...process.env,
      REMINDER_PEOPLE: PEOPLE,
      REMINDER_READS: READS,
      NODE_OPTIONS: "--experimental-vm-modules",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  child.stderr.on("data", (data: Buffer) => (printed += data.toString()));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`The simulation failed.\n${printed}`);
  return printed;
}

function outcomesIn(printed: string): Outcome[] {
  return [...printed.matchAll(/^reminders: (\{.*\})$/gm)].map(([, json = ""]) => JSON.parse(json) as Outcome);
}
