/**
 * The exchange: a token or a code for a session. All of it is one mutation, so either everything below happens or
 * nothing does; a crash half way leaves the link unspent. Refusals are returned, never thrown, so that what they count
 * (limits, attempts) is kept.
 */
import { type ExchangeOutcome, type Proof, sha256Hex } from "@latchkey/login-links/http";
import { v } from "convex/values";
import { mailboxKey } from "../../../lib/mailbox-key";
import type { MutationCtx } from "../../_generated/server";
import { hasLeft, rateLimited, takeFrom } from "../../rateLimits";
import { audit } from "../audit";
import { accept } from "../campaigns/acceptance";
import { type Client, limitKey } from "../client";
import { welcome } from "../people/members";
import { mintAgain, mintSession } from "../people/mintSession";
import { proveSignIn } from "../people/proof";
import { hashCode, isEqual } from "../secrets";
import {
  findByBrowser,
  findByToken,
  isFromBrowser,
  type LoginLink,
  MAX_CODE_ATTEMPTS,
  MINUTE,
} from "./loginLink";
import { currentState } from "./makers";

/** How long a browser whose answer was lost may ask for it again. */
const LOST_ANSWER_WINDOW = 2 * MINUTE;

export const proofValidator = v.union(
  v.object({ kind: v.literal("token"), token: v.string() }),
  v.object({ kind: v.literal("code"), code: v.string(), browserHash: v.string() }),
);

type Refused = Omit<ExchangeOutcome & { ok: false }, "ok">;

interface Visit {
  client: Client;
  /** The hash of the pending cookie's secret, where the browser has one. */
  browserHash?: string;
}

export async function exchange(
  ctx: MutationCtx,
  { proof, attempt, ...visit }: Visit & { proof: Proof; attempt: string },
): Promise<ExchangeOutcome> {
  const { client } = visit;
  const link = await findLink(ctx, proof);
  if (!link) return refuse(ctx, { reason: "unknown" }, null, client);
  const attemptHash = await sha256Hex(attempt);
  const refused = await refusal(ctx, link, proof, attemptHash);
  if (refused) return refuse(ctx, refused, link, client);
  return link.usedAt === undefined ? spend(ctx, link, attemptHash, visit) : repeat(ctx, link, client);
}

/** A link that proves a session signs nobody in: here it does not exist. */
async function findLink(ctx: MutationCtx, proof: Proof): Promise<LoginLink | null> {
  const link = await (proof.kind === "token"
    ? findByToken(ctx, proof.token)
    : findByBrowser(ctx, proof.browserHash));
  return link?.purpose === "confirm" ? null : link;
}

/** Why this proof does not open this link, or null when it does. */
async function refusal(
  ctx: MutationCtx,
  link: LoginLink,
  proof: Proof,
  attemptHash: string,
): Promise<Refused | null> {
  const state = await currentState(ctx, link, Date.now());
  if (state !== "ready" && !isLostAnswer(link, attemptHash)) return { reason: state };
  return proof.kind === "token" ? null : codeRefusal(ctx, link, proof.code);
}

function isLostAnswer(link: LoginLink, attemptHash: string): boolean {
  if (link.usedAt === undefined || link.attemptHash === undefined) return false;
  return Date.now() < link.usedAt + LOST_ANSWER_WINDOW && isEqual(link.attemptHash, attemptHash);
}

/**
 * Codes are looked at while neither their address nor all accounts together have had too many wrong ones. None of it touches the
 * token, which nobody guesses: else whoever asks for a person's link could close it before they follow it.
 */
async function codeRefusal(ctx: MutationCtx, link: LoginLink, code: string): Promise<Refused | null> {
  if (link.codeAttempts >= MAX_CODE_ATTEMPTS) return { reason: "too_many_attempts" };
  const mailbox = mailboxKey(link.email);
  const isOpen =
    (await hasLeft(ctx, "wrongCodesPerAddressADay", mailbox)) && (await hasLeft(ctx, "wrongCodesInAll"));
  if (!isOpen) return { reason: "rate_limited" };
  // Hashed for every row: what a decoy would save, its time would tell.
  const isRight = isEqual(link.codeHash ?? "", await hashCode(link._id, code));
  return isRight && !link.isDecoy ? null : countWrongCode(ctx, link, mailbox);
}

/**
 * A wrong code costs one of its link's attempts and one of its address's day. What all have together is for existing accounts: a
 * flood at made-up addresses must not close codes for everybody. There the same is written where nobody looks.
 */
async function countWrongCode(ctx: MutationCtx, link: LoginLink, mailbox: string): Promise<Refused> {
  const codeAttempts = link.codeAttempts + 1;
  await ctx.db.patch("loginLinks", link._id, { codeAttempts });
  await takeFrom(ctx, "wrongCodesPerAddressADay", mailbox);
  await takeFrom(ctx, link.isOfAccount ? "wrongCodesInAll" : "wrongCodesOfStrangers");
  return { reason: "unknown", attemptsLeft: MAX_CODE_ATTEMPTS - codeAttempts };
}

async function spend(
  ctx: MutationCtx,
  link: LoginLink,
  attemptHash: string,
  { client, browserHash }: Visit,
): Promise<ExchangeOutcome> {
  const { email, name, verifiesEmail } = link;
  const session = await mintSession(ctx, { email, name, verifiesEmail }, client);
  const { sessionId } = session;
  await ctx.db.patch("loginLinks", link._id, { usedAt: Date.now(), attemptHash, sessionId });
  const role = await welcome(
    ctx,
    { id: session.userId, email: session.email, emailVerified: session.emailVerified },
    { profile: link.metadata, grants: link.grantsRole, grantedBy: link.mintedBy },
  );
  // What was handed over some other way says nothing about the mailbox.
  if (verifiesEmail) await proveSignIn(ctx, sessionId, role);
  await accept(ctx, link.recipientId);
  await audit(ctx, "link.exchanged", {
    actor: { kind: "user", userId: session.userId, email },
    subject: email,
    client,
    details: {
      linkId: link._id,
      purpose: link.purpose,
      isNewUser: session.isNewUser,
      inRequestingBrowser: isFromBrowser(link, browserHash),
    },
  });
  const { setCookies, isNewUser } = session;
  return { ok: true, setCookies, redirectTo: link.next, isNewUser };
}

/** The same session once more, for the browser that never got the answer. */
async function repeat(ctx: MutationCtx, link: LoginLink, client: Client): Promise<ExchangeOutcome> {
  const session = link.sessionId === undefined ? null : await mintAgain(ctx, link.sessionId);
  if (!session) return refuse(ctx, { reason: "used" }, link, client);
  return { ok: true, setCookies: session.setCookies, redirectTo: link.next, isNewUser: false };
}

/** Counts a refusal by its caller. Past that limit nothing is written any more, and the answer says only to wait. */
async function refuse(
  ctx: MutationCtx,
  refused: Refused,
  link: LoginLink | null,
  client: Client,
): Promise<ExchangeOutcome> {
  const limit = await takeFrom(ctx, "refusedExchangesPerIp", limitKey(client));
  if (!limit.ok) return rateLimited(limit);
  await audit(ctx, "link.refused", {
    actor: { kind: "visitor" },
    subject: link?.email ?? "unknown",
    client,
    details: { reason: refused.reason, ...(link ? { linkId: link._id } : {}) },
  });
  return { ok: false, ...refused };
}
