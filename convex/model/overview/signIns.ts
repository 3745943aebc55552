/**
 * Sign-ins by UTC day, counted from the audit log. The exchange writes its audit row anyway, so the counting does not
 * make it slower.
 */
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { DAY, MINUTE } from "../time";

export const DAYS = 30;

/**
 * How old an audit row must be before it is counted, in ms. A row may become visible a moment after its creation time,
 * and the count would then have passed it.
 */
const SETTLED = MINUTE;
const BATCH = 500;
/** How many audit rows that are not counted yet one query adds to the counts. */
const TAIL = 500;

const ACTIONS = ["link.exchanged", "passkey.used"] as const;
type Action = (typeof ACTIONS)[number];
type Counts = { links: number; passkeys: number; newAccounts: number };

/**
 * Counts new audit rows, and schedules the next call until all that are old enough are counted. A cron job runs it, and
 * it is the only code that writes the counts.
 */
export const count = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const counted = [];
    for (const action of ACTIONS) counted.push(await countAction(ctx, action));
    if (counted.includes(BATCH)) await ctx.scheduler.runAfter(0, internal.model.overview.signIns.count, {});
  },
});

async function countAction(ctx: MutationCtx, action: Action): Promise<number> {
  const cursor = await cursorOf(ctx, action);
  const from = cursor?.upTo ?? Date.now() - DAYS * DAY;
  const events = await uncounted(ctx, action, { from, to: Date.now() - SETTLED, atMost: BATCH });
  const last = events.at(-1);
  if (!last) return 0;
  for (const [day, counts] of byDay(events)) await add(ctx, day, counts);
  const upTo = last._creationTime;
  if (cursor) await ctx.db.patch("signInCursors", cursor._id, { upTo });
  else await ctx.db.insert("signInCursors", { action, upTo });
  return events.length;
}

function uncounted(
  ctx: QueryCtx,
  action: Action,
  { from, to = Number.MAX_SAFE_INTEGER, atMost }: { from: number; to?: number; atMost: number },
): Promise<Doc<"auditEvents">[]> {
  return ctx.db
    .query("auditEvents")
    .withIndex("by_action", (q) => q.eq("action", action).gt("_creationTime", from).lt("_creationTime", to))
    .take(atMost);
}

function cursorOf(ctx: QueryCtx, action: Action): Promise<Doc<"signInCursors"> | null> {
  return ctx.db
    .query("signInCursors")
    .withIndex("by_action", (q) => q.eq("action", action))
    .unique();
}

function byDay(events: Doc<"auditEvents">[]): Map<number, Counts> {
  const days = new Map<number, Counts>();
  for (const { _creationTime, action, details } of events) {
    const day = Math.floor(_creationTime / DAY);
    const counts = days.get(day) ?? { links: 0, passkeys: 0, newAccounts: 0 };
    counts[action === "passkey.used" ? "passkeys" : "links"]++;
    if (details?.["isNewUser"] === true) counts.newAccounts++;
    days.set(day, counts);
  }
  return days;
}

async function add(ctx: MutationCtx, day: number, counts: Counts): Promise<void> {
  const row = await dayOf(ctx, day);
  if (row) await ctx.db.patch("signInDays", row._id, plus(row, counts));
  else await ctx.db.insert("signInDays", { day, ...counts });
}

function dayOf(ctx: QueryCtx, day: number): Promise<Doc<"signInDays"> | null> {
  return ctx.db
    .query("signInDays")
    .withIndex("by_day", (q) => q.eq("day", day))
    .unique();
}

const plus = (a: Counts, b: Counts): Counts => ({
  links: a.links + b.links,
  passkeys: a.passkeys + b.passkeys,
  newAccounts: a.newAccounts + b.newAccounts,
});

/**
 * The sign-ins of the last 30 days up to `today`, oldest first. Days are numbered since 1970. This includes sign-ins
 * that are not counted yet, up to 500 of each kind. More than that appear after the next count.
 */
export async function signInsByDay(ctx: QueryCtx, today: number): Promise<(Counts & { day: number })[]> {
  const first = today - DAYS + 1;
  const rows = await ctx.db
    .query("signInDays")
    .withIndex("by_day", (q) => q.gte("day", first).lte("day", today))
    .take(DAYS);
  const counted = new Map(
    rows.map(({ day, links, passkeys, newAccounts }) => [day, { links, passkeys, newAccounts }]),
  );
  for (const action of ACTIONS) {
    const from = (await cursorOf(ctx, action))?.upTo ?? first * DAY;
    const tail = byDay(await uncounted(ctx, action, { from, atMost: TAIL }));
    for (const [day, counts] of tail) counted.set(day, plus(counted.get(day) ?? NONE, counts));
  }
  return Array.from({ length: DAYS }, (_, index) => {
    const day = first + index;
    return { day, ...(counted.get(day) ?? NONE) };
  });
}

const NONE: Counts = { links: 0, passkeys: 0, newAccounts: 0 };
