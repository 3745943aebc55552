/**
 * Measures how long a developer waits: until `npm run dev` is ready, and from saving a file in `convex/` until a page
 * shows the change.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import WebSocket from "ws";
import { type Report, table } from "./support/report";
import { develop, layOutScratch, SCRATCH_CONVEX_URL } from "./support/scratch";
import { p50 } from "./support/timing";

interface Answer {
  own: number;
  shared: number;
}

const EDITS = 10;
const TIMEOUT_MS = 60_000;
const edition = makeFunctionReference<"query", Record<string, never>, Answer>("edited:edition");

/** The two files that are edited: one with a function of its own, and the module that every function imports. */
const OWN = "convex/edited.ts";
const SHARED = "convex/functions.ts";
const own = (number: number) => `
  import { query } from "./_generated/server";
  import { shared } from "./functions";
  export const edition = query({ args: {}, handler: async () => ({ own: ${number}, shared }) });
`;

type Edited = "own" | "shared";
type Save = Record<Edited, (number: number) => void>;

export async function editing(): Promise<Report> {
  const save = layOut();
  const first = await develop();
  await first.stop();
  const again = await develop();
  try {
    const rows = [
      ["a function", ...(await savesUntilShown("own", save))],
      ["the module that every function imports", ...(await savesUntilShown("shared", save))],
    ];
    return [
      table(
        "`npm run dev` until it is ready",
        ["start", "seconds"],
        [
          ["the first time, with nothing compiled", seconds(first.readyMs)],
          ["after that", seconds(again.readyMs)],
        ],
      ),
      table(
        `${EDITS} saves of each, until an open page has the new result`,
        ["saved", "p50, s", "longest, s"],
        rows,
      ),
    ];
  } finally {
    await again.stop();
  }
}

/** A copy of the project with a function that returns the number that was saved last. */
function layOut(): Save {
  const inScratch = layOutScratch();
  const original = readFileSync(inScratch(SHARED), "utf8");
  const save: Save = {
    own: (number) => writeFileSync(inScratch(OWN), own(number)),
    shared: (number) =>
      writeFileSync(inScratch(SHARED), `${original}\nexport const shared: number = ${number};\n`),
  };
  save.shared(0);
  save.own(0);
  return save;
}

/** Saves repeatedly, each time once the page has the previous result. @returns p50 and the longest, in seconds */
async function savesUntilShown(edited: Edited, save: Save): Promise<[string, string]> {
  const page = openPage();
  const times: number[] = [];
  for (let number = 1; number <= EDITS; number++) {
    const savedAt = performance.now();
    save[edited](number);
    await page.shows((answer) => answer[edited] === number);
    times.push(performance.now() - savedAt);
  }
  await page.close();
  return [seconds(p50(times)), seconds(Math.max(...times))];
}

/** Subscribes like a page, and receives every new result. */
function openPage() {
  const client = new ConvexClient(SCRATCH_CONVEX_URL, { webSocketConstructor: WebSocket as never });
  let answer: Answer | undefined;
  let look = () => {};
  client.onUpdate(edition, {}, (newest) => {
    answer = newest;
    look();
  });
  return {
    shows: (isWanted: (answer: Answer) => boolean) =>
      new Promise<void>((resolve, reject) => {
        const tooLong = setTimeout(
          () => reject(new Error("The page never received the result.")),
          TIMEOUT_MS,
        );
        look = () => {
          if (!answer || !isWanted(answer)) return;
          clearTimeout(tooLong);
          resolve();
        };
        look();
      }),
    close: () => client.close(),
  };
}

const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);
