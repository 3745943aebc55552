/**
 * The list of campaigns. Without a search or a label, an index has the order and the list is paged. With one of them,
 * the matches are read through their own rows, at most `MOST_MATCHES` of them, and sorted afterwards.
 */
import type { PaginationOptions, PaginationResult } from "convex/server";
import {
  type CampaignSort,
  campaignWords,
  MOST_MATCHES,
  typedCampaignWords,
} from "../../../lib/campaign-list";
import { prefixEnd } from "../../../lib/prefix-end";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import type { Campaign } from "./campaign";
import { asRow, type CampaignRow } from "./rows";

export interface Wanted {
  search: string;
  status?: Campaign["status"];
  label?: string;
  sort: CampaignSort;
  isArchived: boolean;
}

/** Several words of one campaign may begin with the typed word, so more rows are read than campaigns are shown. */
const MOST_WORD_ROWS = 4 * MOST_MATCHES;

/** A page may have fewer rows than wanted, because deleted drafts are listed only by their status. */
export async function listCampaigns(
  ctx: QueryCtx,
  wanted: Wanted,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<CampaignRow>> {
  const words = typedCampaignWords(wanted.search);
  if (words.length > 0 || wanted.label !== undefined) return matches(ctx, wanted, words);
  const found =
    wanted.sort === "accepted"
      ? await byRate(ctx, wanted, paginationOpts)
      : await inOrder(ctx, wanted).paginate(paginationOpts);
  const shown = found.page.filter((campaign) => hasStatus(campaign, wanted));
  return { ...found, page: await Promise.all(shown.map((campaign) => asRow(ctx, campaign))) };
}

/**
 * The campaigns in an order that an index of their table has. Automatic reminders are left out, because the page of
 * their campaign shows them.
 */
function inOrder(ctx: QueryCtx, { sort, status, isArchived }: Wanted) {
  const campaigns = ctx.db.query("campaigns");
  const archived = isArchived || undefined;
  if (status === undefined) {
    const index = `by_isArchived_and_reminderNumber_and_${FIELDS[sort]}` as const;
    return campaigns
      .withIndex(index, (q) => q.eq("isArchived", archived).eq("reminderNumber", undefined))
      .order(sort === "name" ? "asc" : "desc");
  }
  const index = `by_isArchived_and_reminderNumber_and_status_and_${FIELDS[sort]}` as const;
  return campaigns
    .withIndex(index, (q) =>
      q.eq("isArchived", archived).eq("reminderNumber", undefined).eq("status", status),
    )
    .order(sort === "name" ? "asc" : "desc");
}

/** The field that sorts each order. `accepted` is sorted by another table: see `byRate`. */
const FIELDS = {
  newest: "createdAt",
  name: "sortName",
  launched: "launchedAt",
  accepted: "createdAt",
} as const satisfies Record<CampaignSort, string>;

/** How many rates one page reads if only campaigns with one status are wanted. */
const SCANNED = 100;

/** The campaigns that have a rate, the highest first. With a status, a page may be short although more pages follow. */
async function byRate(
  ctx: QueryCtx,
  { status, isArchived }: Wanted,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Campaign>> {
  const found = await ctx.db
    .query("campaignRates")
    .withIndex("by_isArchived_and_rate", (q) => q.eq("isArchived", isArchived))
    .order("desc")
    .paginate(status === undefined ? paginationOpts : { ...paginationOpts, numItems: SCANNED });
  const campaigns = await campaignsOf(ctx, found.page);
  return { ...found, page: campaigns.filter((one) => hasStatus(one, { status })) };
}

async function matches(
  ctx: QueryCtx,
  wanted: Wanted,
  words: string[],
): Promise<PaginationResult<CampaignRow>> {
  const candidates = await campaignsOf(ctx, await candidateRows(ctx, wanted, words[0]));
  const fitting = candidates.filter((campaign) => fits(campaign, wanted, words)).slice(0, MOST_MATCHES);
  const rows = await Promise.all(fitting.map((campaign) => asRow(ctx, campaign)));
  return { page: rows.sort(ORDERS[wanted.sort]), isDone: true, continueCursor: "" };
}

function candidateRows(
  ctx: QueryCtx,
  { label = "", isArchived }: Wanted,
  word: string | undefined,
): Promise<{ campaignId: Id<"campaigns"> }[]> {
  if (word === undefined)
    return ctx.db
      .query("campaignLabels")
      .withIndex("by_isArchived_and_label", (q) => q.eq("isArchived", isArchived).eq("label", label))
      .order("desc")
      .take(MOST_MATCHES);
  return ctx.db
    .query("campaignWords")
    .withIndex("by_isArchived_and_word", (q) =>
      q.eq("isArchived", isArchived).gte("word", word).lt("word", prefixEnd(word)),
    )
    .take(MOST_WORD_ROWS);
}

async function campaignsOf(
  ctx: QueryCtx,
  rows: { campaignId: Id<"campaigns"> }[],
): Promise<Doc<"campaigns">[]> {
  const ids = [...new Set(rows.map(({ campaignId }) => campaignId))];
  const campaigns = await Promise.all(ids.map((id) => ctx.db.get("campaigns", id)));
  return campaigns.flatMap((campaign) =>
    campaign && campaign.reminderNumber === undefined ? [campaign] : [],
  );
}

function fits(campaign: Campaign, { status, label }: Wanted, typed: string[]): boolean {
  const words = campaignWords(campaign);
  return (
    hasStatus(campaign, { status }) &&
    (label === undefined || (campaign.labels ?? []).includes(label)) &&
    typed.every((one) => words.some((word) => word.startsWith(one)))
  );
}

const hasStatus = (campaign: Campaign, { status }: Pick<Wanted, "status">): boolean =>
  status === undefined ? campaign.status !== "deleted" : campaign.status === status;

type Order = (a: CampaignRow, b: CampaignRow) => number;
const newest: Order = (a, b) => b.createdAt - a.createdAt;

const ORDERS: Record<CampaignSort, Order> = {
  newest,
  name: (a, b) => a.name.localeCompare(b.name) || newest(a, b),
  launched: (a, b) => (b.launchedAt ?? 0) - (a.launchedAt ?? 0) || newest(a, b),
  accepted: (a, b) => (b.acceptedRate ?? -1) - (a.acceptedRate ?? -1) || newest(a, b),
};
