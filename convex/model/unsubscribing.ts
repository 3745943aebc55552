import type { Doc, Id } from "../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../_generated/server";
import { maskEmailAddress } from "./emailAddress";
import { isEqual, signUnsubscribe } from "./secrets";
import { getSuppression, suppress, unsuppress } from "./suppressions";

const VISITOR = { kind: "visitor" } as const;

/** The page for people, and the address that mail programs POST to (RFC 8058). */
export function unsubscribeUrls(
  recipientId: Id<"recipients">,
  signature: string,
): { page: string; oneClick: string } {
  const query = new URLSearchParams({ r: recipientId, s: signature });
  return {
    page: new URL(`/unsubscribe?${query}`, env.SITE_URL).href,
    oneClick: new URL(`/unsubscribe/one-click?${query}`, env.SITE_URL).href,
  };
}

/** The recipient that a signed link names, or null when the link is not one of ours. */
export async function recipientOf(
  ctx: QueryCtx,
  { recipient, signature }: { recipient: string; signature: string },
): Promise<Doc<"recipients"> | null> {
  const recipientId = ctx.db.normalizeId("recipients", recipient);
  if (!recipientId || !isEqual(signature, await signUnsubscribe(recipientId))) return null;
  return ctx.db.get("recipients", recipientId);
}

export async function peekUnsubscribe(ctx: QueryCtx, recipient: Doc<"recipients">) {
  const suppression = await getSuppression(ctx, recipient.email);
  return {
    maskedEmail: maskEmailAddress(recipient.email),
    isSuppressed: suppression !== null,
    canUndo: suppression?.reason === "unsubscribed",
  };
}

export async function unsubscribe(ctx: MutationCtx, recipient: Doc<"recipients">): Promise<void> {
  const { email, campaignId } = recipient;
  await suppress(ctx, email, { reason: "unsubscribed", campaignId, addedBy: VISITOR });
  if (recipient.unsubscribedAt !== undefined) return;
  await ctx.db.patch("recipients", recipient._id, { unsubscribedAt: Date.now() });
}

/** Only what they did themselves: a bounce or a complaint is not theirs to undo. */
export async function resubscribe(ctx: MutationCtx, recipient: Doc<"recipients">): Promise<boolean> {
  const isUndone = await unsuppress(ctx, recipient.email, { by: VISITOR, reason: "unsubscribed" });
  if (isUndone) await ctx.db.patch("recipients", recipient._id, { unsubscribedAt: undefined });
  return isUndone;
}
