import { withinBounds } from "../../../lib/link-visits/delays";
import {
  type DomainFacts,
  isQuickDomain,
  isWholeDomain,
  type LinkJudgement,
} from "../../../lib/link-visits/rule";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { count } from "../campaigns/counts";

type Row = Doc<"visitDomains">;
type Place = { campaignId: Id<"campaigns">; domain: string };
type Sums = Omit<Row, "_id" | "_creationTime" | "campaignId" | "domain" | "isQuick" | "isWhole">;

/** The part of a judgement that counts in the sums of a domain. */
export type Counted = Pick<
  LinkJudgement,
  "verdict" | "isFiltered" | "isLooked" | "isFast" | "filteredAfter"
> & {
  hasAccepted: boolean;
};

export async function domainFacts(ctx: QueryCtx, place: Place): Promise<DomainFacts> {
  return factsOf(await domainRow(ctx, place), await sentTo(ctx, place));
}

/**
 * Replaces what a recipient added to the sums of the campaign and the domain. If the domain is now judged in another
 * way, all of its links are judged again.
 */
export async function recount(
  ctx: MutationCtx,
  place: Place,
  { before, after }: { before: Counted | null; after: Counted },
): Promise<void> {
  const row = await domainRow(ctx, place);
  const sums = plus(plus(row ?? sumsOf(null), sumsOf(before), -1), sumsOf(after));
  const facts = factsOf(sums, await sentTo(ctx, place));
  const kind = { isQuick: isQuickDomain(facts), isWhole: isWholeDomain(facts) };
  if (row) await ctx.db.patch("visitDomains", row._id, { ...sums, ...kind });
  else await ctx.db.insert("visitDomains", { ...place, ...sums, ...kind });
  const by = plus(sumsOf(after), sumsOf(before), -1);
  await count(ctx, place.campaignId, "visits", {
    openedByPeople: by.person,
    openedByFilters: by.filtered,
    openedUnclear: by.unclear,
  });
  const { isQuick = false, isWhole = false } = row ?? {};
  if (kind.isQuick === isQuick && kind.isWhole === isWhole) return;
  await ctx.scheduler.runAfter(0, internal.model.visits.counting.rejudgeDomain, { ...place, cursor: null });
}

function factsOf(sums: Sums | null, sent: number | null): DomainFacts {
  const { looked, fast, came } = sums ?? sumsOf(null);
  return { sent, looked, fast, came };
}

function sumsOf(counted: Counted | null): Sums {
  const is = (truth: boolean | undefined) => (truth ? 1 : 0);
  return {
    person: is(counted?.verdict === "person"),
    filter: is(counted?.verdict === "filter"),
    unclear: is(counted?.verdict === "unclear"),
    filtered: is(counted?.isFiltered),
    looked: is(counted?.isLooked),
    fast: is(counted?.isFast),
    came: is(counted?.hasAccepted),
    filteredWithin: withinBounds(counted?.filteredAfter ?? null),
  };
}

function plus(a: Sums, b: Sums, sign: 1 | -1 = 1): Sums {
  const sum = (name: "person" | "filter" | "unclear" | "filtered" | "looked" | "fast" | "came") =>
    a[name] + sign * b[name];
  return {
    person: sum("person"),
    filter: sum("filter"),
    unclear: sum("unclear"),
    filtered: sum("filtered"),
    looked: sum("looked"),
    fast: sum("fast"),
    came: sum("came"),
    filteredWithin: b.filteredWithin.map((by, index) => (a.filteredWithin[index] ?? 0) + sign * by),
  };
}

function domainRow(ctx: QueryCtx, { campaignId, domain }: Place): Promise<Row | null> {
  return ctx.db
    .query("visitDomains")
    .withIndex("by_campaign_and_domain", (q) => q.eq("campaignId", campaignId).eq("domain", domain))
    .unique();
}

/** How many mails of the campaign went to this domain. Null for a campaign that was sent before this was counted. */
export async function sentTo(ctx: QueryCtx, { campaignId, domain }: Place): Promise<number | null> {
  const row = await ctx.db
    .query("campaignDomains")
    .withIndex("by_campaign_and_domain", (q) => q.eq("campaignId", campaignId).eq("domain", domain))
    .unique();
  return row?.sent ?? null;
}
