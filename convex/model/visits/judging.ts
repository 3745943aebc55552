import { judgeLink, type LinkJudgement, type Visit } from "../../../lib/link-visits/rule";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { domainFacts, recount } from "./domains";
import { addContinued, networkFacts, visitsTo } from "./networks";
import { openingOf } from "./opening";
import { addressDomain } from "../../../lib/address-domain";

type Row = Doc<"linkVisits">;
type Recipient = Doc<"recipients">;
type Opening = Doc<"linkOpenings">;

/**
 * Judges who opened a recipient's links from everything that is known now, and counts the result. It never changes the
 * recipient's row, because the exchange reads that row and would conflict.
 */
export async function judge(ctx: MutationCtx, recipientId: Id<"recipients">): Promise<void> {
  const recipient = await ctx.db.get("recipients", recipientId);
  if (!recipient) return;
  const rows = (await visitsTo(ctx, recipientId)).filter(
    ({ isCounted, kind }) => isCounted && kind !== "accepted",
  );
  const known = await openingOf(ctx, recipientId);
  const place = { campaignId: recipient.campaignId, domain: known?.domain ?? addressDomain(recipient.email) };
  const visits = await asVisits(ctx, recipient, rows);
  const hasAccepted = recipient.acceptedAt !== undefined;
  const judged = judgeLink(visits, await domainFacts(ctx, place), hasAccepted);
  const after = rows.length === 0 ? withoutVisits(known, judged) : judged;
  if (after) await keep(ctx, { recipientId, ...place }, known, { ...after, hasAccepted });
}

/** After the visits were deleted, the judgement stays, except that somebody who accepts counts as a person. */
function withoutVisits(known: Opening | null, judged: LinkJudgement | null): LinkJudgement | null {
  if (!known || !judged) return known ? null : judged;
  const { isFiltered, isLooked, isFast, filteredAfter = null } = known;
  return { ...judged, isFiltered, isLooked, isFast, filteredAfter };
}

async function asVisits(ctx: MutationCtx, recipient: Recipient, rows: Row[]): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const row of rows) visits.push(await asVisit(ctx, recipient, row));
  return visits;
}

async function asVisit(ctx: MutationCtx, recipient: Recipient, row: Row): Promise<Visit> {
  const { agent = "program", fetching = "unknown", kind, at } = row;
  const delivered = recipient.deliveredAt ?? recipient.sentAt;
  return {
    agent,
    fetching,
    isHead: kind === "head",
    isContinued: await isContinued(ctx, row),
    seconds: delivered === undefined ? null : (at - delivered) / 1_000,
    from: row.network ?? null,
    network: await networkFacts(ctx, row),
  };
}

/** Whether the browser of this visit signed in with the link: both have the same attempt. */
async function isContinued(ctx: MutationCtx, row: Row): Promise<boolean> {
  if (row.isContinued || row.attemptHash === undefined || row.linkId === undefined)
    return row.isContinued ?? false;
  const link = await ctx.db.get("loginLinks", row.linkId);
  if (link?.attemptHash !== row.attemptHash) return false;
  await ctx.db.patch("linkVisits", row._id, { isContinued: true });
  await addContinued(ctx, row);
  return true;
}

type Place = { recipientId: Id<"recipients">; campaignId: Id<"campaigns">; domain: string };

async function keep(
  ctx: MutationCtx,
  place: Place,
  known: Opening | null,
  after: LinkJudgement & { hasAccepted: boolean },
): Promise<void> {
  const { filteredAfter, ...facts } = after;
  const row = { ...place, ...facts, ...(filteredAfter === null ? {} : { filteredAfter }) };
  if (known && isSame(known, row)) return;
  if (known) await ctx.db.replace("linkOpenings", known._id, row);
  else await ctx.db.insert("linkOpenings", row);
  const before = known && { ...known, filteredAfter: known.filteredAfter ?? null };
  await recount(ctx, { campaignId: place.campaignId, domain: place.domain }, { before, after });
}

function isSame(known: Opening, row: Omit<Opening, "_id" | "_creationTime">): boolean {
  const names = [
    "verdict",
    "reason",
    "isFiltered",
    "isLooked",
    "isFast",
    "filteredAfter",
    "hasAccepted",
  ] as const;
  return names.every((name) => known[name] === row[name]);
}
