/** `npm run verify:convex`: measures which of our promises a deployment keeps. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { machine, today } from "../bench/support/machine";
import { readPorts } from "./run/ports";
import { explain } from "./run/plain-error";
import { keepSecrets } from "./run/secrets";
import { located } from "./deployment/convex-cli";
import { SELECTION_OPTIONS, type SelectionValues } from "./deployment/flag";
import { announcement, type Selection, selectionHelp, selectionOf } from "./deployment/selection";
import { refuseProduction } from "./verify-convex/development-only";
import { prepare, type Prepared, wantedVariables } from "./verify-convex/prepare";
import { isWell } from "./verify-convex/promises";
import { type RealBackend, startRealBackend } from "./verify-convex/real-backend";
import { reportOf } from "./verify-convex/report";
import { FULL, QUICK } from "./verify-convex/sizes";
import { verify } from "./verify-convex/verify";

const USAGE = `Usage: npm run verify:convex [-- --anonymous] [--quick] [--report FILE]

Pushes to a development deployment, creates people and a campaign there, and reports which promises hold, with counts and
times. It takes some minutes. The exit code is 1 if a promise is broken or not met in time.

  --anonymous    Convex's own backend on this machine, downloaded by the CLI: no account, and a new database each time.
                 CONVEX_AGENT_MODE=anonymous does the same
  --quick        few people and a small campaign: checks whether it works, not how well
  --report FILE  also write the report to FILE
  --help         this text

Production is refused. A deployment in the cloud cannot reach the mailbox on this machine: there the script makes the links
with the deployment's key, and does not try what needs mail.
${selectionHelp("npm run verify:convex")}`;

const STATE = path.resolve(".latchkey/verify");

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      anonymous: { type: "boolean" },
      quick: { type: "boolean" },
      report: { type: "string" },
      help: { type: "boolean" },
      ...SELECTION_OPTIONS,
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const given = {
    ports: readPorts(process.env),
    secrets: keepSecrets(STATE),
    sizes: values.quick ? QUICK : FULL,
  };
  const isAnonymous = values.anonymous ?? process.env.CONVEX_AGENT_MODE === "anonymous";
  const real = isAnonymous ? await startReal(given) : null;
  try {
    const selection = real?.selection ?? (await chosen(values));
    console.error(announcement(selection));
    return await look(await prepare(selection, given), real, values.report);
  } finally {
    await real?.stop();
  }
}

async function chosen(values: SelectionValues): Promise<Selection> {
  const selection = selectionOf(values);
  refuseProduction(selection);
  return located(selection);
}

function startReal({ ports, secrets }: Parameters<typeof prepare>[1]): Promise<RealBackend> {
  console.error("Starting Convex's own backend; the first time, this downloads it.");
  return startRealBackend(path.join(STATE, "project"), wantedVariables(ports, secrets));
}

async function look(prepared: Prepared, real: RealBackend | null, file: string | undefined): Promise<number> {
  const { world, times, ...about } = prepared;
  try {
    const found = await verify(world, (line) => console.error(line));
    const report = reportOf(
      {
        ...about,
        deployment: world.selection.label,
        version: real?.version ?? null,
        machine: machine(),
        date: today(),
        times: { ...real?.times, ...times },
      },
      found,
    );
    console.log(report);
    if (file) writeFileSync(file, report);
    return isWell(found.verdicts) ? 0 : 1;
  } finally {
    await prepared.stop();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  const isUsage = error instanceof TypeError && "code" in error;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : explain(error));
  return 2;
});
