/**
 * Exchanges a token or a code for a session in one mutation. So either everything below happens or nothing, and a crash
 * half way leaves the link unspent. Refusals are returned rather than thrown, so that the limits and attempts they
 * count are kept.
 */
import { type Infer, v } from "convex/values";
import { sha256Hex } from "../shared/digest.ts";
import type { ExchangeOutcome, Proof, Refusal } from "../shared/login-link.ts";
import { mailboxKey } from "../shared/mailbox-key.ts";
import { admit, clientValidator, limitKey, rateLimited } from "./client.ts";
import {
  countWrongCode,
  currentState,
  endReplaced,
  findByBrowser,
  findByToken,
  isFromBrowser,
  isRightCode,
} from "./links.ts";
import { MAX_CODE_ATTEMPTS, PURPOSES } from "./purposes.ts";
import { isEqual } from "./secrets.ts";
import type { Settings } from "./all-settings.ts";
import type { Client, LoginLink, MutationCtx } from "./tables.ts";

/** How long, in ms, a browser that did not receive the answer may ask for it again. */
const LOST_ANSWER_WINDOW = 2 * 60_000;

const proof = v.union(
  v.object({ kind: v.literal("token"), token: v.string() }),
  v.object({ kind: v.literal("code"), code: v.string(), browserHash: v.string() }),
);
export const exchangeFields = {
  proof,
  /** A random id that the browser keeps. It distinguishes a repeated request from somebody else's attempt. */
  attempt: v.string(),
  /** The hash of the secret in the browser's pending cookie, if it has one. */
  browserHash: v.optional(v.string()),
  client: clientValidator,
};

interface Refused {
  reason: Refusal;
  retryAfterSeconds?: number;
  /** After a wrong code: how many more tries the link allows. */
  attemptsLeft?: number;
}

interface Visit {
  client: Client;
  browserHash?: string;
}

/** Spends a token or a code. Returns the session's cookies as complete Set-Cookie values. */
export async function exchange(
  ctx: MutationCtx,
  settings: Settings,
  {
    client: caller,
    ...spending
  }: Omit<Visit, "client"> & { proof: Proof; attempt: string; client: Infer<typeof clientValidator> },
): Promise<ExchangeOutcome> {
  const admitted = await admit(ctx, settings, caller, "loginLinks:exchange");
  return admitted.ok ? exchangeFor(ctx, settings, { ...spending, client: admitted.client }) : admitted;
}

async function exchangeFor(
  ctx: MutationCtx,
  settings: Settings,
  { proof, attempt, ...visit }: Visit & { proof: Proof; attempt: string },
): Promise<ExchangeOutcome> {
  const { client } = visit;
  const link = await findLink(ctx, proof);
  if (!link) return refuse(ctx, settings, { reason: "unknown" }, null, client);
  const attemptHash = await sha256Hex(attempt);
  const refused = await refusal(ctx, settings, link, proof, attemptHash);
  if (refused) return refuse(ctx, settings, refused, link, client);
  if (link.usedAt === undefined && (await settings.isHeld?.(ctx, { link, client })))
    return { ok: false, reason: "held" };
  return link.usedAt === undefined
    ? spend(ctx, settings, link, attemptHash, visit)
    : repeat(ctx, settings, link, client);
}

/** The link of this token or code. A link of purpose `confirm` cannot sign anybody in, so it is treated as unknown. */
async function findLink(ctx: MutationCtx, proof: Proof): Promise<LoginLink | null> {
  const link = await (proof.kind === "token"
    ? findByToken(ctx, proof.token)
    : findByBrowser(ctx, proof.browserHash));
  return link && PURPOSES[link.purpose].signsIn ? link : null;
}

/** Why this token or code does not open the link, or null if it does. */
async function refusal(
  ctx: MutationCtx,
  settings: Settings,
  link: LoginLink,
  proof: Proof,
  attemptHash: string,
): Promise<Refused | null> {
  const state = await currentState(ctx, settings, link, Date.now());
  if (state !== "ready" && !isLostAnswer(link, attemptHash)) return { reason: state };
  return proof.kind === "token" ? null : codeRefusal(ctx, settings, link, proof.code);
}

function isLostAnswer(link: LoginLink, attemptHash: string): boolean {
  if (link.usedAt === undefined || link.attemptHash === undefined) return false;
  return Date.now() < link.usedAt + LOST_ANSWER_WINDOW && isEqual(link.attemptHash, attemptHash);
}

/**
 * A code is checked only while neither its address nor all accounts together have had too many wrong codes. Wrong codes
 * never affect the token, because a token cannot be guessed. If they did, anyone could lock a person out by requesting
 * a link for their address and entering wrong codes.
 */
async function codeRefusal(
  ctx: MutationCtx,
  settings: Settings,
  link: LoginLink,
  code: string,
): Promise<Refused | null> {
  if (link.codeAttempts >= MAX_CODE_ATTEMPTS) return { reason: "too_many_attempts" };
  const { limits } = settings;
  const mailbox = mailboxKey(link.email);
  const isOpen =
    (await limits.hasLeft(ctx, "wrongCodesPerAddressADay", mailbox)) &&
    (await limits.hasLeft(ctx, "wrongCodesInAll"));
  if (!isOpen) return { reason: "rate_limited" };
  // Computed for every row, decoys too, because the time would reveal which rows are decoys.
  const isRight = await isRightCode(settings, link, code);
  if (isRight && !link.isDecoy) return null;
  // Only existing accounts count against the common limit: a flood at addresses without an account must not close codes
  // for everybody. For such addresses the same write goes to a limit that is never checked, so that the work is the
  // same.
  const codeAttempts = await countWrongCode(ctx, link);
  await limits.take(ctx, "wrongCodesPerAddressADay", mailbox);
  await limits.take(ctx, link.isOfAccount ? "wrongCodesInAll" : "wrongCodesOfStrangers");
  return { reason: "unknown", attemptsLeft: MAX_CODE_ATTEMPTS - codeAttempts };
}

async function spend(
  ctx: MutationCtx,
  settings: Settings,
  link: LoginLink,
  attemptHash: string,
  { client, browserHash }: Visit,
): Promise<ExchangeOutcome> {
  const { setCookies, ...session } = await settings.sessions.begin(ctx, {
    email: link.email,
    name: link.name ?? "",
    verifiesEmail: link.verifiesEmail,
    ipAddress: client.ipAddress ?? "",
    userAgent: client.userAgent ?? "",
  });
  const { sessionId, isNewUser } = session;
  await ctx.db.patch("loginLinks", link._id, { usedAt: Date.now(), attemptHash, sessionId });
  await endReplaced(ctx, link);
  const isRequestingBrowser = isFromBrowser(link, browserHash);
  // Errors of the hook are not caught, because an error must undo the session and leave the link unspent.
  await settings.onExchange?.(ctx, { ...session, link, client, isRequestingBrowser });
  return { ok: true, setCookies, redirectTo: link.next, isNewUser };
}

/** Returns the same session again, for the browser that never received the answer. */
async function repeat(
  ctx: MutationCtx,
  settings: Settings,
  link: LoginLink,
  client: Client,
): Promise<ExchangeOutcome> {
  const { sessionId } = link;
  const session = sessionId === undefined ? null : await settings.sessions.resume(ctx, sessionId);
  if (!session) return refuse(ctx, settings, { reason: "used" }, link, client);
  return { ok: true, setCookies: session.setCookies, redirectTo: link.next, isNewUser: false };
}

/**
 * Counts a refusal against its caller's limit. Beyond that limit nothing is written, and the answer only says to wait.
 */
async function refuse(
  ctx: MutationCtx,
  { limits, onRefused }: Settings,
  refused: Refused,
  link: LoginLink | null,
  client: Client,
): Promise<ExchangeOutcome> {
  const limit = await limits.take(ctx, "refusedExchangesPerIp", limitKey(client));
  if (!limit.ok) return rateLimited(limit.retryAfter);
  await onRefused?.(ctx, { reason: refused.reason, link, client });
  return { ok: false, ...refused };
}
