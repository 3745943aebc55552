/** `npm run bench [name…]`: runs the named benchmarks, or all, and prints what they found as Markdown. */
import { cpus, totalmem } from "node:os";
import { asking } from "./asking";
import { exchange } from "./exchange";
import type { Report } from "./support/report";

const BENCHES: Record<string, () => Promise<Report>> = { exchange, asking };

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(
      `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}.`,
    );
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  process.stdout.write(`Machine: ${machine}\n\n`);
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stdout.write(`## ${name}\n\n${(await bench()).join("\n")}\n`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
