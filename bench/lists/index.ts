/**
 * Measures every list of the signed-in area with 20 campaigns of 10,000 people behind it: how many rows one page reads,
 * and how long it takes, on the first page, in the middle and at the end. The rows read do not depend on the machine.
 */
import { type Marketer, signIn } from "../campaign/marketer";
import { callsOf, counts } from "../support/convex";
import { type Cell, ms, type Report, table } from "../support/report";
import { type Stack, startStack } from "../support/stack";
import { p50, timed } from "../support/timing";
import { type Listed, listsOf, searchesOf, type Single, singlesOf } from "./queries";
import { CAMPAIGNS, MEMBERS, PEOPLE, seed, type Seeded } from "./seed";

const PAGE_SIZE = 25;
/** The pages by which a list is read to get to its middle and its end, and how many of them are read at most. */
const STRIDE = 200;
const MOST_STRIDES = 40;
const REACHED = `the first ${STRIDE * MOST_STRIDES} rows`;
const ROUNDS = 5;

interface Page {
  page: unknown[];
  isDone: boolean;
  continueCursor: string;
}
type Cursor = string | null;

export async function lists(): Promise<Report> {
  const stack = await startStack({ mailbox: {}, mutationMs: 0 });
  try {
    return await measureLists(stack, await seed(stack));
  } finally {
    await stack.stop();
  }
}

async function measureLists(stack: Stack, seeded: Seeded): Promise<Report> {
  const admin = await signIn(stack);
  const rows = (await counts(stack.deployment))[""]!;
  const draft = await admin.mutation<string>("campaigns:create", {});
  const { page } = await askFor(admin, { path: "recipients:list", args: { campaignId: seeded.sent } });
  const [{ id }] = page as [{ id: string }];
  const places = await eachOf(listsOf(seeded), (one) => placesOf(stack, admin, one, rows));
  const searches = await eachOf(searchesOf(seeded), (one) => searchOf(stack, admin, one, rows));
  const singles = await eachOf(singlesOf(seeded, draft, id), async (one) => [
    one.name,
    ...(await measure(stack, admin, one)),
  ]);
  return [
    `${CAMPAIGNS} campaigns of ${PEOPLE} people, ${MEMBERS} members, ${total(rows)} rows in all.\n`,
    table(
      `Pages of ${PAGE_SIZE} rows: the first, and one in the middle and at the end of ${REACHED}`,
      PLACES,
      places,
    ),
    table("First pages with a filter or a search", SEARCHES, searches),
    table("Queries without pages", SINGLES, singles),
  ];
}

const PLACES = [
  ...["list", "rows in its table", "rows read, first", "middle", "last"],
  ...["ms, first", "middle", "last"],
];
const SEARCHES = ["list", "rows in its table", "rows found", "rows read", "ms"];
const SINGLES = ["query", "rows read", "ms"];

const total = (rows: Record<string, number>): number =>
  Object.values(rows).reduce((sum, one) => sum + one, 0);

async function eachOf<One>(all: One[], work: (one: One) => Promise<Cell[]>): Promise<Cell[][]> {
  const lines: Cell[][] = [];
  for (const one of all) lines.push(await work(one));
  return lines;
}

async function placesOf(stack: Stack, admin: Marketer, list: Listed, rows: Record<string, number>) {
  const cursors = await cursorsOf(admin, list);
  const measured = [];
  for (const cursor of [null, middleOf(cursors), cursors.at(-1) ?? null])
    measured.push(await measure(stack, admin, atCursor(list, cursor)));
  return [
    list.name,
    rows[list.table] ?? 0,
    ...measured.map(([read]) => read),
    ...measured.map(([, at]) => at),
  ];
}

const middleOf = (cursors: Cursor[]): Cursor => cursors[Math.floor(cursors.length / 2)] ?? null;

/** The cursors at which pages begin, from the first to the last. */
async function cursorsOf(admin: Marketer, list: Single): Promise<Cursor[]> {
  const cursors: Cursor[] = [null];
  for (;;) {
    const { isDone, continueCursor } = await askFor(admin, list, cursors.at(-1), STRIDE);
    if (isDone || cursors.length > MOST_STRIDES) return cursors;
    cursors.push(continueCursor);
  }
}

async function searchOf(stack: Stack, admin: Marketer, list: Listed, rows: Record<string, number>) {
  const { page } = await askFor(admin, list);
  return [
    list.name,
    rows[list.table] ?? 0,
    page.length,
    ...(await measure(stack, admin, atCursor(list, null))),
  ];
}

function askFor(
  admin: Marketer,
  { path, args }: Pick<Single, "path" | "args">,
  cursor: Cursor = null,
  numItems = PAGE_SIZE,
): Promise<Page> {
  return admin.query<Page>(path, { ...args, paginationOpts: { numItems, cursor } });
}

const atCursor = ({ args, ...list }: Single, cursor: Cursor): Single => ({
  ...list,
  args: { ...args, paginationOpts: { numItems: PAGE_SIZE, cursor } },
});

/** The rows that one call reads, and its median time. */
async function measure(stack: Stack, admin: Marketer, { path, args }: Single): Promise<[number, string]> {
  const call = () => admin.query(path, args);
  const [called] = await callsOf(stack.deployment, path, call);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(call));
  return [called?.documentsRead ?? 0, ms(p50(times))];
}
