/**
 * Measures an audience of 100,000 people from two earlier campaigns that share a part of them: counting them as the
 * page does, and adding them by scheduled functions. The result is checked against the number of different people.
 */
import { draftFor, type Marketer, recipientRows, signIn } from "../campaign/marketer";
import { type Report, table } from "../support/report";
import { startStack } from "../support/stack";
import { timed } from "../support/timing";
import { until } from "../support/until";

const PEOPLE = 100_000;
/** How many people are in both campaigns. */
const SHARED = 20_000;
const EVERY_MS = 200;
const WITHIN_MS = 30 * 60_000;

interface Copy {
  tally: { added?: number };
  isOver: boolean;
}
interface Part {
  tally: { added?: number };
  next: string | null;
}

export async function people(): Promise<Report> {
  const stack = await startStack({ mailbox: {} });
  try {
    const marketer = await signIn(stack);
    const rows = recipientRows(PEOPLE);
    const half = PEOPLE / 2;
    const sources = [
      await draftFor(marketer, rows.slice(0, half + SHARED)),
      await draftFor(marketer, rows.slice(half)),
    ];
    const campaignId = await marketer.mutation<string>("campaigns:create", {});
    const selection = { campaignId, sources, outcomes: ["all"] };
    const counting = await timed(async () => expectAll("counted", await count(marketer, selection)));
    const adding = await timed(async () => expectAll("added", await add(marketer, selection)));
    const again = await count(marketer, selection);
    if (again !== 0) throw new Error(`${again} people could be added twice.`);
    return [report(counting, adding)];
  } finally {
    await stack.stop();
  }
}

type Selection = { campaignId: string; sources: string[]; outcomes: string[] };

/** Counts part by part, as the page does. */
async function count(marketer: Marketer, selection: Selection): Promise<number> {
  let people = 0;
  for (let after: string | null = ""; after !== null;) {
    const part: Part = await marketer.query<Part>("audienceCopies:count", { ...selection, after });
    people += part.tally.added ?? 0;
    after = part.next;
  }
  return people;
}

async function add(marketer: Marketer, selection: Selection): Promise<number> {
  await marketer.mutation("audienceCopies:begin", selection);
  const { campaignId } = selection;
  const look = async () => {
    const copy = await marketer.query<Copy>("audienceCopies:get", { campaignId });
    return copy.isOver ? copy : null;
  };
  const copy = await until(look, { withinMs: WITHIN_MS, everyMs: EVERY_MS });
  return copy?.tally.added ?? 0;
}

function expectAll(what: string, people: number): void {
  if (people !== PEOPLE) throw new Error(`${people} of ${PEOPLE} people were ${what}.`);
}

function report(counting: number, adding: number): string {
  const line = (name: string, duration: number) => [
    name,
    `${(duration / 1_000).toFixed(1)} s`,
    Math.round(PEOPLE / (duration / 1_000)),
  ];
  return table(
    `${PEOPLE} people of two campaigns with ${PEOPLE / 2 + SHARED} and ${PEOPLE / 2} recipients`,
    ["", "took", "people a second"],
    [line("counted", counting), line("added", adding)],
  );
}
