/**
 * `npm run bench [name…]`: runs the named benchmarks, or all, and prints the results as Markdown. `npm run bench --
 * [name…] --write` also writes them into docs/benchmarks.md.
 */
import { loadavg } from "node:os";
import { asking } from "./asking";
import { campaign } from "./campaign";
import { cold } from "./cold";
import { editing } from "./editing";
import { exchange } from "./exchange";
import { faults } from "./faults";
import { importing } from "./import";
import { lists } from "./lists";
import { matrix } from "./matrix";
import { members } from "./members";
import { paint } from "./paint";
import { people } from "./people";
import { reminders } from "./reminders";
import { machine, today } from "./support/machine";
import { requirePlaces, writePlace } from "./support/page";
import type { Report } from "./support/report";
import { visits } from "./visits";

const BENCHES: Record<string, () => Promise<Report>> = {
  exchange,
  cold,
  asking,
  members,
  campaign,
  editing,
  import: importing,
  visits,
  people,
  lists,
  faults,
  paint,
  matrix,
  reminders,
};

async function main(): Promise<void> {
  const { names, isWritten } = readArguments(process.argv.slice(2));
  if (isWritten) await requirePlaces(names);
  process.stdout.write(`Machine: ${machine()}\n\n`);
  for (const name of names) {
    const setting = `Measured ${today()} at load ${(loadavg()[0] ?? 0).toFixed(1)} on ${machine()}.`;
    const report = (await BENCHES[name]!()).join("\n");
    process.stdout.write(`## ${name}\n\n${report}\n`);
    if (isWritten) await writePlace(name, `${setting}\n\n${report}`);
  }
}

function readArguments(given: string[]): { names: string[]; isWritten: boolean } {
  const wanted = given.filter((argument) => argument !== "--write");
  const known = Object.keys(BENCHES);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no benchmark ${unknown.join(", ")}. Choose from ${known.join(", ")}.`);
  const names = known.filter((name) => wanted.length === 0 || wanted.includes(name));
  return { names, isWritten: given.includes("--write") };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
