/**
 * What happened to a sign-in mail, for the page that waits for it. It must not reveal whether an address gets mail at
 * all.
 */
import { isSignedByServer } from "@latchkey/login-links/links";
import { type Infer, v } from "convex/values";
import { type MailState, mailStateMessage } from "../../../lib/mail-state";
import type { Doc, Id } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { productionSafe } from "../production";
import { MINUTE } from "../time";

export const mailEvent = v.union(
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("delayed"),
  v.literal("bounced"),
  v.literal("suppressed"),
);
export type MailEvent = Infer<typeof mailEvent>;

type SignInMail = Doc<"signInMails">;

/**
 * Records an event of a sign-in mail. Only the first report of each event counts, because events may come several times
 * and in any order.
 */
export async function noteMail(
  ctx: MutationCtx,
  linkId: Id<"loginLinks">,
  event: MailEvent,
  at: number,
): Promise<void> {
  const mail = await mailOf(ctx, linkId);
  const field = `${event}At` as const;
  if (!mail || mail[field] !== undefined) return;
  await ctx.db.patch("signInMails", mail._id, { [field]: at });
  if (event === "delivered") await learn(ctx, { ...mail, deliveredAt: at });
}

/**
 * Records that the mail will not be sent. From now on the page shows invented progress, as for every mail that is not
 * sent.
 */
export async function noteNotMailed(ctx: MutationCtx, linkId: Id<"loginLinks">): Promise<void> {
  const mail = await mailOf(ctx, linkId);
  if (mail) await ctx.db.patch("signInMails", mail._id, { isMailed: false });
}

function mailOf(ctx: QueryCtx, linkId: Id<"loginLinks">): Promise<SignInMail | null> {
  return ctx.db
    .query("signInMails")
    .withIndex("by_linkId", (q) => q.eq("linkId", linkId))
    .unique();
}

/**
 * Records how long a mail took. For a mail that is never sent, the page imitates such times, so that visitors cannot
 * tell the difference. Times below zero or above five minutes are ignored.
 */
async function learn(
  ctx: MutationCtx,
  { _creationTime, sentAt, deliveredAt = 0 }: SignInMail,
): Promise<void> {
  const sentMs = (sentAt ?? deliveredAt) - _creationTime;
  const deliveredMs = deliveredAt - _creationTime;
  if (deliveredMs < 0 || deliveredMs > 5 * MINUTE) return;
  await ctx.db.insert("mailTimes", { sentMs: Math.max(0, Math.min(sentMs, deliveredMs)), deliveredMs });
}

export interface Waiting {
  browserHash: string;
  /**
   * When this browser last requested a link, and the current time, both in ms by the clock of Next.js, which signs
   * them.
   */
  askedAt: number;
  now: number;
  signature: string;
}

/** The state to show to a browser. Null if the request was not signed by our Next.js server. */
export async function mailStateFor(ctx: QueryCtx, waiting: Waiting): Promise<MailState | null> {
  const { browserHash, askedAt, now, signature } = waiting;
  const message = mailStateMessage(browserHash, askedAt, now);
  if (!(await isSignedByServer(productionSafe("INTERNAL_PROXY_SECRET"), message, signature))) return null;
  // In this mode only people with an account get mail, so `delivered` would reveal that there is an account.
  if (env.SIGN_UP === "invite-only") return "sent";
  const newest = await ctx.db
    .query("signInMails")
    .withIndex("by_browserHash", (q) => q.eq("browserHash", browserHash))
    .order("desc")
    .first();
  const isOfThisAsk = newest !== null && newest._creationTime > askedAt - CLOCKS_APART;
  return isOfThisAsk && newest.isMailed ? stateOf(newest) : likeOthers(ctx, waiting);
}

/** How much the clocks of Next.js and Convex may differ, in ms. */
const CLOCKS_APART = 5_000;

/**
 * The state of a mail that we sent. `blocked` would reveal that the address was mailed before, so only a browser in
 * which its owner has signed in sees it. Others see `sent`, as if the mail were on its way.
 */
function stateOf({ sentAt, deliveredAt, delayedAt, bouncedAt, ...mail }: SignInMail): MailState {
  if (bouncedAt !== undefined) return "bounced";
  if (mail.suppressedAt !== undefined) return mail.isOwners ? "blocked" : "sent";
  if (deliveredAt !== undefined) return "delivered";
  if (delayedAt !== undefined) return "delayed";
  return sentAt === undefined ? "queued" : "sent";
}

const USUAL = { sentMs: 500, deliveredMs: 2_000 };
const DRAWN_FROM = 50;

/**
 * The invented state of a mail that is not sent. It follows the times of one of the last real mails, and the same
 * request always uses the same mail.
 */
async function likeOthers(ctx: QueryCtx, { browserHash, askedAt, now }: Waiting): Promise<MailState> {
  const times = await ctx.db
    .query("mailTimes")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", askedAt))
    .order("desc")
    .take(DRAWN_FROM);
  const draw = (parseInt(browserHash.slice(0, 8), 16) + askedAt) % Math.max(1, times.length);
  const { sentMs, deliveredMs } = times[draw] ?? USUAL;
  const waited = now - askedAt;
  if (waited < sentMs) return "queued";
  return waited < deliveredMs ? "sent" : "delivered";
}
