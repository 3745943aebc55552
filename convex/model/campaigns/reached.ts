/**
 * The people behind each number of a campaign's page. A number counts everybody who ever reached a stage, so its list
 * is read from the time of that stage and not from the recipient's current status.
 */
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { prefixEnd } from "../../../lib/prefix-end";
import { hasOpening, isOpeningStage, openedPage } from "../visits/openedPage";
import { oneAfterTheOther } from "./ranges";

export const reachedStage = v.union(
  v.literal("queued"),
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("opened"),
  v.literal("clicked"),
  v.literal("accepted"),
  v.literal("unsubscribed"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("failed"),
  v.literal("suppressed"),
  v.literal("member"),
  v.literal("withdrawn"),
  v.literal("openedByPeople"),
  v.literal("openedByFilters"),
  v.literal("openedUnclear"),
);
export type ReachedStage = Infer<typeof reachedStage>;

type Recipient = Doc<"recipients">;
type Page = Promise<PaginationResult<Recipient>>;
type Wanted = {
  campaignId: Id<"campaigns">;
  reached: ReachedStage;
  /** Selects only people of this receiving domain. Allowed for the numbers of opened links, `sent` and `accepted`. */
  domain?: string;
  prefix: string;
};

/** How many addresses that begin with the search one page reads, because not all of them have reached the stage. */
const SCANNED = 200;

/** Recipients in a batch that is being sent count as queued too, because their mail is not sent yet. */
const STATUSES = {
  queued: ["claimed", "queued"],
  member: ["member"],
  withdrawn: ["withdrawn"],
} as const satisfies Partial<Record<ReachedStage, Recipient["status"][]>>;

/** The other stages are times in the recipient's row. */
const TIMES = {
  sent: "sentAt",
  delivered: "deliveredAt",
  opened: "openedAt",
  clicked: "clickedAt",
  accepted: "acceptedAt",
  unsubscribed: "unsubscribedAt",
  bounced: "bouncedAt",
  complained: "complainedAt",
  failed: "failedAt",
  suppressed: "suppressedAt",
} as const satisfies Partial<Record<ReachedStage, keyof Recipient>>;

/** One page of the people whom this number counts. A page may be short or empty although more pages follow. */
export function reachedPage(ctx: QueryCtx, wanted: Wanted, paginationOpts: PaginationOptions): Page {
  const { reached, domain, prefix } = wanted;
  if (isStatus(reached)) return statusPage(ctx, { ...wanted, reached }, paginationOpts);
  if (prefix !== "") return searchedPage(ctx, wanted, paginationOpts);
  if (isOpeningStage(reached, domain))
    return openedPage(ctx, { ...wanted, stage: reached, domain }, paginationOpts);
  return timePage(ctx, { ...wanted, reached }, paginationOpts);
}

const isStatus = (reached: ReachedStage): reached is keyof typeof STATUSES => reached in STATUSES;

/** The people with one of the stage's statuses, sorted by address. */
function statusPage(
  ctx: QueryCtx,
  { campaignId, reached, prefix }: Wanted & { reached: keyof typeof STATUSES },
  paginationOpts: PaginationOptions,
): Page {
  const ranges = STATUSES[reached].map((status) =>
    ctx.db
      .query("recipients")
      .withIndex("by_campaign_and_status_and_email", (q) =>
        q
          .eq("campaignId", campaignId)
          .eq("status", status)
          .gte("email", prefix)
          .lt("email", prefixEnd(prefix)),
      ),
  );
  return oneAfterTheOther(ranges, paginationOpts);
}

/** The people whose address begins with the search and who have reached the stage, sorted by address. */
async function searchedPage(ctx: QueryCtx, wanted: Wanted, paginationOpts: PaginationOptions): Page {
  const { campaignId, prefix } = wanted;
  const found = await ctx.db
    .query("recipients")
    .withIndex("by_campaign_and_email", (q) =>
      q.eq("campaignId", campaignId).gte("email", prefix).lt("email", prefixEnd(prefix)),
    )
    .paginate({ ...paginationOpts, numItems: Math.max(SCANNED, paginationOpts.numItems) });
  const counts = await Promise.all(found.page.map((recipient) => isCounted(ctx, recipient, wanted)));
  return { ...found, page: found.page.filter((_, index) => counts[index]) };
}

async function isCounted(ctx: QueryCtx, recipient: Recipient, { reached, domain }: Wanted): Promise<boolean> {
  if (isOpeningStage(reached, domain)) return hasOpening(ctx, recipient._id, reached, domain);
  const isAtDomain = domain === undefined || recipient.domain === domain;
  return isAtDomain && recipient[TIMES[reached as TimeStage]] !== undefined;
}

type TimeStage = keyof typeof TIMES;

/** The people who have reached the stage, the latest first. */
function timePage(
  ctx: QueryCtx,
  { campaignId, reached, domain }: Wanted & { reached: TimeStage },
  paginationOpts: PaginationOptions,
): Page {
  const all = ctx.db.query("recipients");
  const time = TIMES[reached];
  const found =
    time === "sentAt" && domain !== undefined
      ? all.withIndex("by_campaign_and_domain_and_sentAt", (q) =>
          q.eq("campaignId", campaignId).eq("domain", domain).gt("sentAt", 0),
        )
      : all.withIndex(`by_campaign_and_${time}`, (q) => q.eq("campaignId", campaignId).gt(time, 0));
  return found.order("desc").paginate(paginationOpts);
}
