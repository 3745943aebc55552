/**
 * The people behind each number of a campaign's page. A number counts everybody who ever reached a stage, so its list
 * is read from the time of that stage and not from the recipient's current status.
 */
import type { PaginationOptions, PaginationResult } from "convex/server";
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { OPENING_STAGES, openedPage, type OpeningStage } from "../visits/openedPage";

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
type Wanted = {
  campaignId: Id<"campaigns">;
  reached: ReachedStage;
  /** Selects only people of this receiving domain. Allowed for the numbers of opened links and for `accepted`. */
  domain?: string;
  prefix: string;
};

/** One page of the people whom this number counts. A page may be short or empty although more pages follow. */
export async function reachedPage(
  ctx: QueryCtx,
  { campaignId, reached, domain, prefix }: Wanted,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Recipient>> {
  const found = isOpening(reached, domain)
    ? await openedPage(ctx, { campaignId, stage: reached, domain }, paginationOpts)
    : await behind(ctx, campaignId, reached).order("desc").paginate(paginationOpts);
  const page = found.page.filter(
    (one) => one.email.startsWith(prefix) && (reached !== "queued" || isWaiting(one)),
  );
  return { ...found, page };
}

/** Recipients in a batch that is being sent count as queued too, because their mail is not sent yet. */
const isWaiting = ({ status }: Recipient): boolean => status === "queued" || status === "claimed";

const isOpening = (reached: ReachedStage, domain: string | undefined): reached is OpeningStage =>
  reached in OPENING_STAGES || (reached === "accepted" && domain !== undefined);

type RowStage = Exclude<ReachedStage, Exclude<OpeningStage, "accepted">>;

function behind(ctx: QueryCtx, campaignId: Id<"campaigns">, reached: RowStage) {
  const all = ctx.db.query("recipients");
  switch (reached) {
    case "queued":
      return all.withIndex("by_campaign_and_sentAt", (q) =>
        q.eq("campaignId", campaignId).eq("sentAt", undefined),
      );
    case "sent":
      return all.withIndex("by_campaign_and_sentAt", (q) => q.eq("campaignId", campaignId).gt("sentAt", 0));
    case "delivered":
      return all.withIndex("by_campaign_and_deliveredAt", (q) =>
        q.eq("campaignId", campaignId).gt("deliveredAt", 0),
      );
    case "opened":
      return all.withIndex("by_campaign_and_openedAt", (q) =>
        q.eq("campaignId", campaignId).gt("openedAt", 0),
      );
    case "clicked":
      return all.withIndex("by_campaign_and_clickedAt", (q) =>
        q.eq("campaignId", campaignId).gt("clickedAt", 0),
      );
    case "accepted":
      return all.withIndex("by_campaign_and_acceptedAt", (q) =>
        q.eq("campaignId", campaignId).gt("acceptedAt", 0),
      );
    case "unsubscribed":
      return all.withIndex("by_campaign_and_unsubscribedAt", (q) =>
        q.eq("campaignId", campaignId).gt("unsubscribedAt", 0),
      );
    case "bounced":
      return all.withIndex("by_campaign_and_bouncedAt", (q) =>
        q.eq("campaignId", campaignId).gt("bouncedAt", 0),
      );
    case "complained":
      return all.withIndex("by_campaign_and_complainedAt", (q) =>
        q.eq("campaignId", campaignId).gt("complainedAt", 0),
      );
    case "failed":
      return all.withIndex("by_campaign_and_failedAt", (q) =>
        q.eq("campaignId", campaignId).gt("failedAt", 0),
      );
    case "suppressed":
      return all.withIndex("by_campaign_and_suppressedAt", (q) =>
        q.eq("campaignId", campaignId).gt("suppressedAt", 0),
      );
    case "member":
    case "withdrawn":
      return all.withIndex("by_campaign_and_status_and_email", (q) =>
        q.eq("campaignId", campaignId).eq("status", reached),
      );
  }
}
