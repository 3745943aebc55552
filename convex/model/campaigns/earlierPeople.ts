/**
 * People of earlier campaigns, sorted by address. Several campaigns are read in parallel, so that a person who is in
 * more than one of them is listed once.
 */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { hasOutcome, type Outcome } from "../../../lib/audience/outcomes";
import { atMostSources, CHOOSE_SOURCES } from "../../../lib/messages/earlier-people";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { type Exclusion, exclusionOf } from "./exclusion";

/** How many campaigns can be read in parallel. */
export const MAX_SOURCES = 10;
/** How many rows one step reads, over all campaigns. It makes up to five queries for each. */
const CHUNK = 400;

export interface Selection {
  sources: Id<"campaigns">[];
  outcomes: Outcome[];
}

type Recipient = Doc<"recipients">;
export type Tally = Partial<Record<Exclusion | "added", number>>;

export interface Step {
  /** The people who can be added. */
  good: Recipient[];
  /** The number of good people (`added`), and of those who are left out by reason. Each address counts once. */
  tally: Tally;
  /** How many rows of the campaigns were read. */
  looked: number;
  /** The address after which the next step begins; null after the last step. */
  next: string | null;
}

export function checkSelection({ sources, outcomes }: Selection): void {
  if (sources.length === 0 || outcomes.length === 0) fail("invalid", CHOOSE_SOURCES);
  if (sources.length > MAX_SOURCES) fail("invalid", atMostSources(MAX_SOURCES));
}

/** Reads the next people after the address `after`, and checks who of them can be added to the campaign. */
export async function readStep(
  ctx: QueryCtx,
  campaignId: Id<"campaigns">,
  { sources, outcomes }: Selection,
  after: string,
): Promise<Step> {
  const { rows, next } = await rowsAfter(ctx, [...new Set(sources)], after);
  const chosen = newestByAddress(rows.filter((row) => hasOutcome(row, outcomes)));
  const reasons = await Promise.all(chosen.map(({ email }) => exclusionOf(ctx, campaignId, email)));
  const tally: Tally = {};
  for (const reason of reasons) tally[reason ?? "added"] = (tally[reason ?? "added"] ?? 0) + 1;
  return { good: chosen.filter((_, index) => reasons[index] === null), tally, looked: rows.length, next };
}

/**
 * The next rows of all campaigns, up to an address up to which every campaign has been read. After that address, a
 * campaign may have rows that were not read yet.
 */
async function rowsAfter(ctx: QueryCtx, sources: Id<"campaigns">[], after: string) {
  const size = Math.floor(CHUNK / sources.length);
  const pages = await Promise.all(sources.map((source) => pageOf(ctx, source, after, size)));
  const ends = pages.flatMap((page) => (page.length === size ? [page[size - 1]!.email] : []));
  const next = ends.length === 0 ? null : ends.reduce((a, b) => (isBefore(b, a) ? b : a));
  const rows = pages.flat().filter(({ email }) => next === null || !isBefore(next, email));
  return { rows, next };
}

function pageOf(ctx: QueryCtx, campaignId: Id<"campaigns">, after: string, size: number) {
  return ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId).gt("email", after))
    .take(size);
}

/**
 * Compares by UTF-8 bytes, as Convex's indexes do. JavaScript compares UTF-16 units, which sorts some letters
 * differently.
 */
function isBefore(a: string, b: string): boolean {
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((letter, index) => letter !== other[index]);
  if (at === -1) return one.length < other.length;
  return other[at] !== undefined && one[at]!.codePointAt(0)! < other[at].codePointAt(0)!;
}

/**
 * One row for each address, from the newest campaign: it has the newest name and fields. Rows of erased people have no
 * address any more and are left out.
 */
function newestByAddress(rows: Recipient[]): Recipient[] {
  const newest = new Map<string, Recipient>();
  for (const row of rows) {
    const known = newest.get(row.email);
    const isNewer = !known || row._creationTime > known._creationTime;
    if (isNewer && parseEmailAddress(row.email) === row.email) newest.set(row.email, row);
  }
  return [...newest.values()];
}
