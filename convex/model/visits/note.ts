/**
 * Stores visits to the links of invitations. Each call only appends a row, because it must neither slow down nor
 * conflict with an exchange. model/visits/counting.ts counts the rows later.
 */
import { type clientValidator, isSignedByServer } from "@latchkey/login-links/links";
import { claimMessage, parseIpAddress } from "@latchkey/login-links/http";
import type { Infer } from "convex/values";
import type { Signals } from "../../../lib/link-visits/signals";
import { networkOf } from "../../../lib/link-visits/network";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { recipientOf } from "../campaigns/acceptance";
import { hasAddress } from "../campaigns/recipients";
import { hashNetwork } from "../secrets";
import { MINUTE } from "../time";
import { visitors } from "../visitors";

/** More visits to one link show nothing new, and a flood of requests must not fill the table. */
const MAX_VISITS = 10;
const CLAIM_LIFETIME = 2 * MINUTE;

type Client = Infer<typeof clientValidator>;
type NewVisit = Signals & { tokenHash: string; isHead: boolean; attemptHash?: string; client: Client };

export async function noteVisit(ctx: MutationCtx, visit: NewVisit): Promise<void> {
  const { tokenHash, isHead, agent, fetching, attemptHash, client } = visit;
  if (!(await isSigned(client))) return;
  const link = await ctx.db
    .query("loginLinks")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  const recipient = link && (await recipientOf(ctx, link));
  if (!recipient || !hasAddress(recipient) || (await isKnownOrTooMany(ctx, link._id, visit))) return;
  const network = await networkIn(client, recipient.campaignId);
  await ctx.db.insert("linkVisits", {
    campaignId: recipient.campaignId,
    recipientId: recipient._id,
    linkId: link._id,
    kind: isHead ? "head" : "get",
    at: Date.now(),
    agent,
    fetching,
    ...(network === null ? {} : { network }),
    ...(attemptHash === undefined ? {} : { attemptHash }),
    isCounted: false,
  });
}

/** Whether our own server signed this call a moment ago, because only that server sees who opens a link. */
async function isSigned({ claim }: Client): Promise<boolean> {
  if (!claim || Math.abs(Date.now() - claim.at) > CLAIM_LIFETIME) return false;
  return isSignedByServer(visitors.visitorSecret(), claimMessage("linkVisits:note", claim), claim.signature);
}

/** A browser that opens a link again has the same attempt, so its second visit is not stored. */
async function isKnownOrTooMany(
  ctx: MutationCtx,
  linkId: Id<"loginLinks">,
  { attemptHash, isHead, fetching }: NewVisit,
): Promise<boolean> {
  const known = await ctx.db
    .query("linkVisits")
    .withIndex("by_link", (q) => q.eq("linkId", linkId))
    .take(MAX_VISITS);
  const isSame = (one: Doc<"linkVisits">) => one.attemptHash === attemptHash && one.fetching === fetching;
  return known.length === MAX_VISITS || (!isHead && known.some(isSame));
}

/** Only an address that our server has signed, because Convex itself sees only the address of that server. */
async function networkIn({ claim }: Client, campaignId: Id<"campaigns">): Promise<string | null> {
  const address = parseIpAddress(claim?.address ?? null);
  const network = address === null ? null : networkOf(address);
  return network === null ? null : hashNetwork(campaignId, network);
}
