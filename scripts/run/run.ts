import { renderBox } from "./banner";
import { addressesOf, inheritedEnvironment } from "./environment";
import { createLog, wantsColour, type Log } from "./log";
import { modes } from "./modes";
import { requireFreePorts } from "./ports";
import { keepSecrets } from "./secrets";
import type { Plan } from "./services";
import { readSettings, USAGE } from "./settings";
import type { Stage } from "./stage";
import { stay } from "./stay";

/**
 * Starts everything that the mode in `argv` needs. Returns when it is stopped or a part fails.
 * @returns the exit code: 0 if it was stopped, 1 if something went wrong
 */
export async function run(argv: readonly string[]): Promise<number> {
  const colour = wantsColour(process.env, process.stdout.isTTY);
  const log = createLog(colour, process.stdout, process.stderr);
  if (argv.includes("--help")) {
    log.say(USAGE);
    return 0;
  }
  return stay(log, (stage) => bringUp(argv, colour, stage, log));
}

async function bringUp(argv: readonly string[], colour: boolean, stage: Stage, log: Log): Promise<void> {
  const startedAt = performance.now();
  const plan = await makePlan(argv, colour);
  await modes[plan.settings.mode](plan, stage, log);
  stage.settle();
  log.say(`\n${readyBox(plan)}`);
  log.say(
    `Latchkey is ready (${((performance.now() - startedAt) / 1000).toFixed(1)} s). Ctrl-C stops everything.`,
  );
}

export async function makePlan(argv: readonly string[], colour: boolean): Promise<Plan> {
  const settings = readSettings(argv, process.env);
  const own = settings.mode === "convex" ? (["app", "mailbox"] as const) : undefined;
  await requireFreePorts(settings.ports, own ?? ["app", "convex", "convexSite", "mailbox"]);
  return {
    settings,
    addresses: addressesOf(settings.ports),
    secrets: keepSecrets(settings.stateDir),
    base: inheritedEnvironment(process.env, colour),
  };
}

function readyBox({ addresses, settings }: Plan): string {
  const limits =
    settings.rateLimitScale === "1" ? "the real ones" : `${settings.rateLimitScale} times the real ones`;
  return renderBox("Latchkey", [
    ["app", addresses.app],
    ["mailbox", addresses.mailbox],
    ["limits", limits],
    ["", ""],
    ["", "sign in as admin@example.com; the email arrives in the mailbox"],
  ]);
}
