/** The people behind the numbers of opened links, in a whole campaign or at one receiving domain. */
import type { PaginationOptions, PaginationResult } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { openingOf } from "./opening";

/** Numbers that are stored in separate rows, so that the exchange does not conflict with a change of the recipient. */
const OPENING_STAGES = { openedByPeople: true, openedByFilters: true, openedUnclear: true } as const;

/** `accepted` is read from here only for the people of one domain. */
export type OpeningStage = keyof typeof OPENING_STAGES | "accepted";

export const isOpeningStage = (stage: string, domain: string | undefined): stage is OpeningStage =>
  stage in OPENING_STAGES || (stage === "accepted" && domain !== undefined);

type Wanted = { campaignId: Id<"campaigns">; stage: OpeningStage; domain: string | undefined };

export async function openedPage(
  ctx: QueryCtx,
  wanted: Wanted,
  paginationOpts: PaginationOptions,
): Promise<PaginationResult<Doc<"recipients">>> {
  const openings = wanted.domain === undefined ? inAll(ctx, wanted) : atDomain(ctx, wanted, wanted.domain);
  const found = await openings.order("desc").paginate(paginationOpts);
  const people = await Promise.all(
    found.page.map(({ recipientId }) => ctx.db.get("recipients", recipientId)),
  );
  return { ...found, page: people.filter((recipient) => recipient !== null) };
}

function inAll(ctx: QueryCtx, { campaignId, stage }: Wanted) {
  const all = ctx.db.query("linkOpenings");
  return stage === "openedByFilters"
    ? all.withIndex("by_campaign_and_isFiltered", (q) =>
        q.eq("campaignId", campaignId).eq("isFiltered", true),
      )
    : all.withIndex("by_campaign_and_verdict", (q) =>
        q.eq("campaignId", campaignId).eq("verdict", stage === "openedUnclear" ? "unclear" : "person"),
      );
}

function atDomain(ctx: QueryCtx, { campaignId, stage }: Wanted, domain: string) {
  const all = ctx.db.query("linkOpenings");
  if (stage === "accepted")
    return all.withIndex("by_campaign_and_domain_and_hasAccepted", (q) =>
      q.eq("campaignId", campaignId).eq("domain", domain).eq("hasAccepted", true),
    );
  if (stage === "openedByFilters")
    return all.withIndex("by_campaign_and_domain_and_isFiltered", (q) =>
      q.eq("campaignId", campaignId).eq("domain", domain).eq("isFiltered", true),
    );
  const verdict = stage === "openedUnclear" ? "unclear" : "person";
  return all.withIndex("by_campaign_and_domain_and_verdict", (q) =>
    q.eq("campaignId", campaignId).eq("domain", domain).eq("verdict", verdict),
  );
}

/** Whether the number counts this recipient. */
export async function hasOpening(
  ctx: QueryCtx,
  recipientId: Id<"recipients">,
  stage: OpeningStage,
  domain: string | undefined,
): Promise<boolean> {
  const opening = await openingOf(ctx, recipientId);
  if (!opening || (domain !== undefined && opening.domain !== domain)) return false;
  if (stage === "accepted") return opening.hasAccepted;
  if (stage === "openedByFilters") return opening.isFiltered;
  return opening.verdict === (stage === "openedUnclear" ? "unclear" : "person");
}
