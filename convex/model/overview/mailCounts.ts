/**
 * Counts mails by receiving domain, over the last 30 days. A cron job runs it, so only one transaction at a time writes
 * the counts. It reads reports only once they are a few seconds old, so that new reports do not conflict with it.
 */
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import type { MailOutcome } from "../../validators";
import { DAY } from "../time";

export const DAYS = 30;

/**
 * How many reports one call counts. It is small, because a report can be about a hundred domains, and each domain takes
 * two rows to read and to write.
 */
const REPORTS = 10;
/** How old a report must be before it is counted, in ms. */
const SETTLED = 5_000;
const BATCH = 200;

type Report = Doc<"mailReports">;
type Counts = Record<MailOutcome, number>;

export const NONE: Counts = { sent: 0, delivered: 0, bounced: 0, complained: 0, blocked: 0 };

/** Counts the oldest reports, and schedules the next call until none is left. */
export const count = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const reports = await ctx.db
      .query("mailReports")
      .withIndex("by_isCounted", (q) => q.eq("isCounted", false).lt("_creationTime", Date.now() - SETTLED))
      .take(REPORTS);
    if (reports.length === 0) return;
    for (const [key, counts] of summed(reports)) await addTo(ctx, key, counts);
    for (const report of reports) await addToCampaign(ctx, report);
    for (const { _id } of reports) await ctx.db.patch("mailReports", _id, { isCounted: true });
    await keepLatest(ctx, reports);
    if (reports.length === REPORTS)
      await ctx.scheduler.runAfter(0, internal.model.overview.mailCounts.count, {});
  },
});

/**
 * The counts of the reports by UTC day and domain. A key is the day number and the domain, for example `20000
 * example.com`.
 */
function summed(reports: Report[]): Map<string, Counts> {
  const sums = new Map<string, Counts>();
  for (const { _creationTime, mails } of reports)
    for (const { domain, outcome, count } of mails) {
      const key = `${Math.floor(_creationTime / DAY)} ${domain}`;
      const sum = sums.get(key) ?? { ...NONE };
      sum[outcome] += count;
      sums.set(key, sum);
    }
  return sums;
}

async function addTo(ctx: MutationCtx, key: string, counts: Counts): Promise<void> {
  const [day = "", domain = ""] = key.split(" ");
  const row = await ctx.db
    .query("mailDays")
    .withIndex("by_day_and_domain", (q) => q.eq("day", Number(day)).eq("domain", domain))
    .unique();
  if (row) await ctx.db.patch("mailDays", row._id, { counts: plus(row.counts, counts) });
  else await ctx.db.insert("mailDays", { day: Number(day), domain, counts });
  await change(ctx, domain, counts, 1);
}

/** Adds the mails of a campaign's batch to the campaign's own counts by domain. */
async function addToCampaign(ctx: MutationCtx, { campaignId, mails }: Report): Promise<void> {
  if (campaignId === undefined) return;
  for (const { domain, outcome, count } of mails) {
    if (outcome !== "sent") continue;
    const row = await ctx.db
      .query("campaignDomains")
      .withIndex("by_campaign_and_domain", (q) => q.eq("campaignId", campaignId).eq("domain", domain))
      .unique();
    if (row) await ctx.db.patch("campaignDomains", row._id, { sent: row.sent + count });
    else await ctx.db.insert("campaignDomains", { campaignId, domain, sent: count });
  }
}

/** Adds to the domain's sums, or subtracts from them if `sign` is -1. A domain whose sums are all zero is deleted. */
async function change(ctx: MutationCtx, domain: string, by: Counts, sign: 1 | -1): Promise<void> {
  const row = await domainOf(ctx, domain);
  const counts = plus(row?.counts ?? NONE, by, sign);
  const { sent, bounced, complained, blocked } = counts;
  const sums = { counts, sent, problems: bounced + complained + blocked };
  if (!row) await ctx.db.insert("mailDomains", { domain, ...sums });
  else if (Object.values(counts).every((one) => one <= 0)) await ctx.db.delete("mailDomains", row._id);
  else await ctx.db.patch("mailDomains", row._id, sums);
}

function domainOf(ctx: QueryCtx, domain: string): Promise<Doc<"mailDomains"> | null> {
  return ctx.db
    .query("mailDomains")
    .withIndex("by_domain", (q) => q.eq("domain", domain))
    .unique();
}

function plus(a: Counts, b: Counts, sign: 1 | -1 = 1): Counts {
  const names = Object.keys(NONE) as MailOutcome[];
  return Object.fromEntries(names.map((name) => [name, a[name] + sign * b[name]])) as Counts;
}

/**
 * Stores when the provider last accepted a mail, when it last refused a request or did not answer, and when it last
 * reported an event.
 */
async function keepLatest(ctx: MutationCtx, reports: Report[]): Promise<void> {
  const row = await ctx.db.query("mailProvider").first();
  const latest = latestOf(reports, row ?? {});
  if (row) await ctx.db.patch("mailProvider", row._id, latest);
  else await ctx.db.insert("mailProvider", latest);
}

interface Latest {
  sentAt?: number;
  eventAt?: number;
  /** When the provider accepted the first mail after its last event. Undefined if no mail was accepted since. */
  unheardSince?: number;
  refusedAt?: number;
  /** The name of the provider's last error. */
  refusal?: string;
}

/** Adds the reports to what is known already. @param reports oldest first */
export function latestOf(reports: Report[], known: Latest): Latest {
  let { sentAt, eventAt, unheardSince, refusedAt, refusal } = known;
  for (const { _creationTime: at, mails, isEvent, error } of reports) {
    if (isEvent) [eventAt, unheardSince] = [at, undefined];
    if (mails.some(({ outcome }) => outcome === "sent")) [sentAt, unheardSince] = [at, unheardSince ?? at];
    if (error !== undefined) [refusedAt, refusal] = [at, error];
  }
  return { sentAt, eventAt, unheardSince, refusedAt, refusal };
}

/**
 * Subtracts a batch of days that are more than 30 days ago from the sums, and deletes them. True if there may be more.
 */
export async function forgetOldDays(ctx: MutationCtx): Promise<boolean> {
  const oldest = Math.floor(Date.now() / DAY) - DAYS + 1;
  const days = await ctx.db
    .query("mailDays")
    .withIndex("by_day_and_domain", (q) => q.lt("day", oldest))
    .take(BATCH);
  for (const { _id, domain, counts } of days) {
    await change(ctx, domain, counts, -1);
    await ctx.db.delete("mailDays", _id);
  }
  return days.length === BATCH;
}

/**
 * Deletes a batch of counted reports that are two days old. They are kept that long, because the provider may repeat an
 * event for a day, and a repeat is recognised by its report. True if there may be more.
 */
export async function forgetReports(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("mailReports")
    .withIndex("by_isCounted", (q) => q.eq("isCounted", true).lt("_creationTime", Date.now() - 2 * DAY))
    .take(BATCH);
  for (const { _id } of old) await ctx.db.delete("mailReports", _id);
  return old.length === BATCH;
}

/** Deletes old counts and reports. A cron job calls this. */
export const forget = internalMutation({
  args: {},
  handler: async (ctx): Promise<void> => {
    const more = [await forgetOldDays(ctx), await forgetReports(ctx)];
    if (more.some(Boolean)) await ctx.scheduler.runAfter(0, internal.model.overview.mailCounts.forget, {});
  },
});
