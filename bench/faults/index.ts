/**
 * Makes each request of a sign-in and of a marketer's edit fail once, in turn. Checks that every page recovers and no
 * typed text is lost. Then makes each script of a page fail permanently.
 */
import type { Browser } from "@playwright/test";
import { openBrowser, signIn as signInMarketer } from "../import/marketer";
import { type Fault, FAULTS, Hop, type Seen } from "../support/hop";
import { type Report, table } from "../support/report";
import { type Stack, startStack } from "../support/stack";
import { editBy, type Journey, type Outcome, signIn } from "./journeys";
import { Dead } from "./person";
import { withoutScripts } from "./scripts";

const isFile = (path: string) => path.startsWith("/_next/static/") || path.endsWith(".svg");

export async function faults(): Promise<Report> {
  const hops = { app: new Hop(), convex: new Hop() };
  const stack = await startStack({
    withApp: true,
    withBareApp: false,
    hops,
    mailbox: { MAILBOX_REQUESTS_PER_SECOND: "1000" },
  });
  const browser = await openBrowser();
  try {
    const marketer = await signInMarketer(browser, stack);
    const state = await marketer.context().storageState();
    const journeys = { "a sign-in": signIn, "an edit": editBy(state) };
    const rows = [];
    for (const [name, journey] of Object.entries(journeys))
      for (const [hop, where] of HOPS)
        for (const fault of FAULTS)
          rows.push(await sweep({ name, journey, hop: hops[hop], where, fault, browser, stack }));
    return [
      table("Each request fails once, in turn", HEAD, rows),
      await withoutScripts(browser, stack, hops.app, state),
    ];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

const HOPS = [
  ["app", "browser to Next.js"],
  ["convex", "Next.js and browser to Convex"],
] as const;

const HEAD = [
  "journey",
  "between",
  "fault",
  "requests",
  "continued by themselves",
  "continued after a retry",
  "dead pages",
  "lost text",
];

interface Sweep {
  name: string;
  journey: Journey;
  hop: Hop;
  where: string;
  fault: Fault;
  browser: Browser;
  stack: Stack;
}

async function sweep({ name, journey, hop, where, fault, browser, stack }: Sweep) {
  // For a file, a lost response or an error has the same effect as a missing file, which the fault `cut` covers.
  const isCounted = fault === "cut" ? () => true : (path: string) => !isFile(path);
  const run = async (at: number | null) => {
    hop.begin(at === null ? null : { at, fault }, isCounted);
    return journey(browser, stack);
  };
  await requireGood(name, () => run(null));
  const count = hop.seen.length;
  const tally = { alone: 0, again: 0, dead: 0, lost: 0 };
  for (let at = 0; at < count; at++) {
    const outcome = await run(at).catch((error: unknown) => deadOr(error));
    const failed = hop.seen[at];
    if (outcome === "dead") tally.dead++;
    else if (outcome.repeats > 0) tally.again++;
    else tally.alone++;
    if (outcome !== "dead" && !outcome.isKept) tally.lost++;
    note([name, where, fault, at], failed, outcome);
  }
  return [name, where, fault, count, tally.alone, tally.again, tally.dead, tally.lost];
}

/** Runs the journey without a fault. It may be tried again, because a busy machine can be too slow for the person. */
async function requireGood(name: string, run: () => Promise<Outcome>): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const outcome = await run().catch(deadOr);
    if (outcome !== "dead" && outcome.repeats === 0 && outcome.isKept) return;
  }
  throw new Error(`${name} does not work even without a fault.`);
}

function deadOr(error: unknown): "dead" {
  if (!(error instanceof Dead)) throw error;
  process.stderr.write(`${error.message}\n`);
  return "dead";
}

/** Prints each failure during the run, so that its request is known. */
function note(
  run: (string | number)[],
  seen: Seen | undefined,
  outcome: Awaited<ReturnType<Journey>> | "dead",
): void {
  if (outcome !== "dead" && outcome.isKept && outcome.repeats === 0) return;
  process.stderr.write(`${run.join(", ")}: ${seen?.method} ${seen?.path}: ${JSON.stringify(outcome)}\n`);
}
