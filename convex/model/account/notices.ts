/** Notices to an account's owner about actions in the account that somebody else may have taken. */
import { isEqual, signWith } from "@latchkey/login-links/links";
import { maskEmailAddress } from "@latchkey/login-links/http";
import { components } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { audit } from "../audit";
import { forgetBrowser } from "./deviceNames";
import { links } from "../links/links";
import { getMember } from "../people/members";
import { productionSafe } from "../production";

export type Notice = Doc<"notices">;

export async function noticeUrl({ _id }: Pick<Notice, "_id">): Promise<string> {
  const url = new URL("/account/notice", env.SITE_URL);
  url.search = new URLSearchParams({ n: _id, s: await sign(_id) }).toString();
  return url.href;
}

const sign = (noticeId: string): Promise<string> =>
  signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey notice v1", noticeId);

/** The notice that a signed link is about, or null if we did not make the link. */
export async function noticeOf(
  ctx: QueryCtx,
  { noticeId, signature }: { noticeId: string; signature: string },
): Promise<Notice | null> {
  if (!isEqual(signature, await sign(noticeId))) return null;
  const id = ctx.db.normalizeId("notices", noticeId);
  return id && ctx.db.get("notices", id);
}

export function viewOfNotice({ kind, email, userAgent, ipAddress, _creationTime, dismissedAt }: Notice) {
  return {
    kind,
    maskedEmail: maskEmailAddress(email),
    userAgent: userAgent ?? null,
    ipAddress: ipAddress ?? null,
    at: _creationTime,
    isDone: dismissedAt !== undefined,
  };
}

/**
 * Called when the owner reports that the action was not theirs. Ends the session of the notice, revokes the account's
 * open links, and stops a recovery.
 */
export async function disown(ctx: MutationCtx, notice: Notice): Promise<void> {
  const { userId, email, sessionId } = notice;
  if (sessionId !== undefined) {
    await ctx.runMutation(components.betterAuth.sessions.end, { sessionId, userId });
    await forgetBrowser(ctx, sessionId);
  }
  await revokeOpenLinks(ctx, email);
  const member = await getMember(ctx, userId);
  if (member?.recoveryBeganAt !== undefined)
    await ctx.db.patch("members", member._id, { recoveryBeganAt: undefined });
  await ctx.db.patch("notices", notice._id, { dismissedAt: notice.dismissedAt ?? Date.now() });
  await audit(ctx, "device.disowned", {
    actor: { kind: "visitor" },
    subject: email,
    details: { about: notice.kind, ...(sessionId === undefined ? {} : { sessionId }) },
  });
}

export async function revokeOpenLinks(ctx: MutationCtx, email: string): Promise<void> {
  const newest = await ctx.db
    .query("loginLinks")
    .withIndex("by_email_and_purpose", (q) => q.eq("email", email))
    .order("desc")
    .take(100);
  for (const link of newest) await links.revoke(ctx, link);
}
