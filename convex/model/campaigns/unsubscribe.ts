import { isEqual } from "@latchkey/login-links/links";
import { maskEmailAddress, parseEmailAddress } from "@latchkey/login-links/http";
import type { Doc } from "../../_generated/dataModel";
import { env, type MutationCtx, type QueryCtx } from "../../_generated/server";
import { signUnsubscribe } from "../secrets";
import { count } from "./counts";
import { getSuppression, suppress, unsuppress } from "./suppressions";

const VISITOR = { kind: "visitor" } as const;

export interface UnsubscribeUrls {
  /** The page that a person opens. */
  page: string;
  /** The URL that mail programs POST to (RFC 8058). */
  oneClick: string;
}

/**
 * The two URLs for unsubscribing. `recipient` is a recipient's id. For a test mail, which has no recipient, it is the
 * address.
 */
export function unsubscribeUrls(recipient: string, signature: string): UnsubscribeUrls {
  const query = new URLSearchParams({ r: recipient, s: signature });
  return {
    page: new URL(`/unsubscribe?${query}`, env.SITE_URL).href,
    oneClick: new URL(`/unsubscribe/one-click?${query}`, env.SITE_URL).href,
  };
}

export function unsubscribeHeaders({ oneClick }: UnsubscribeUrls): Record<string, string> {
  return {
    "List-Unsubscribe": `<${oneClick}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** The person who unsubscribes: a recipient of a campaign, or the addressee of a test mail. */
export interface Subscriber {
  email: string;
  recipient: Doc<"recipients"> | null;
}

/** The person whom a signed unsubscribe link is for. Null if we did not make the link. */
export async function subscriberOf(
  ctx: QueryCtx,
  { recipient: named, signature }: { recipient: string; signature: string },
): Promise<Subscriber | null> {
  if (!isEqual(signature, await signUnsubscribe(named))) return null;
  const recipientId = ctx.db.normalizeId("recipients", named);
  const recipient = recipientId && (await ctx.db.get("recipients", recipientId));
  const email = recipient?.email ?? parseEmailAddress(named);
  return email === null ? null : { email, recipient };
}

export async function peekUnsubscribe(ctx: QueryCtx, { email }: Subscriber) {
  const suppression = await getSuppression(ctx, email);
  return {
    maskedEmail: maskEmailAddress(email),
    isSuppressed: suppression !== null,
    canUndo: suppression?.reason === "unsubscribed",
  };
}

export async function unsubscribe(ctx: MutationCtx, { email, recipient }: Subscriber): Promise<void> {
  const { campaignId } = recipient ?? {};
  await suppress(ctx, email, { reason: "unsubscribed", campaignId, addedBy: VISITOR });
  if (!recipient || recipient.unsubscribedAt !== undefined) return;
  await ctx.db.patch("recipients", recipient._id, { unsubscribedAt: Date.now() });
  await count(ctx, recipient.campaignId, "visitor", { unsubscribed: 1 });
}

/**
 * Ends the suppression if the person has unsubscribed themselves, and returns whether it did. A suppression because of
 * a bounce or a complaint stays.
 */
export async function resubscribe(ctx: MutationCtx, { email, recipient }: Subscriber): Promise<boolean> {
  const isUndone = await unsuppress(ctx, email, { by: VISITOR, reason: "unsubscribed" });
  if (isUndone && recipient?.unsubscribedAt !== undefined) {
    await ctx.db.patch("recipients", recipient._id, { unsubscribedAt: undefined });
    await count(ctx, recipient.campaignId, "visitor", { unsubscribed: -1 });
  }
  return isUndone;
}
