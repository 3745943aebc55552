import { clockMessage, type LinkState, type LinkView, maskEmailAddress } from "@latchkey/login-links/http";
import type { OwnLinkFields } from "../../../lib/link-view";
import { fillMergeFields } from "../../../lib/merge-fields";
import type { QueryCtx } from "../../_generated/server";
import { getViewer, type Viewer } from "../people/viewer";
import { productionSafe } from "../production";
import { deriveCode, isSignedByNext } from "../secrets";
import { findByToken, isFromBrowser, type LoginLink, MINUTE } from "./loginLink";
import { currentState } from "./makers";

interface Look {
  token: string;
  minute: number;
  minuteSignature?: string;
  browserHash?: string;
}

export async function peekAt(
  ctx: QueryCtx,
  { token, minute, minuteSignature, browserHash }: Look,
): Promise<LinkView<OwnLinkFields>> {
  const link = await findByToken(ctx, token);
  if (!link) return { state: "unknown" };
  const viewer = await getViewer(ctx);
  const state = await currentState(ctx, link, minute * MINUTE);
  const isReady = state === "ready" && (await isNow(minute, minuteSignature));
  return {
    state,
    purpose: link.purpose,
    email: isReady ? link.email : null,
    maskedEmail: maskEmailAddress(link.email),
    name: link.name ?? null,
    invitedBy: link.mintedBy.kind === "user" ? link.mintedBy.email : null,
    about: await aboutOf(ctx, link),
    grantsRole: link.grantsRole ?? null,
    next: link.next,
    isRequestingBrowser: !link.asksFirst && isFromBrowser(link, browserHash),
    viewer: relation(viewer, link),
    viewerEmail: viewer?.email ?? null,
    ...(link.purpose === "confirm" ? { confirms: await confirmationOf(link, state, viewer) } : {}),
  };
}

/** Whether Next.js says so. Of a minute that somebody else says nothing follows that they must not know. */
async function isNow(minute: number, signature: string | undefined): Promise<boolean> {
  if (signature === undefined) return false;
  return isSignedByNext(productionSafe("INTERNAL_PROXY_SECRET"), clockMessage(minute), signature);
}

/** The code is worth nothing without the session that asked for it, so whoever holds the link may read it. */
async function confirmationOf(
  link: LoginLink,
  state: LinkState,
  viewer: Viewer | null,
): Promise<{ isHere: boolean; code: string | null }> {
  const isHere = viewer !== null && viewer.sessionId === link.confirms;
  return { isHere, code: state === "ready" && !isHere ? await deriveCode(link) : null };
}

/** The campaign's own name is for marketers alone; its subject is what this person has read already. */
async function aboutOf(ctx: QueryCtx, { recipientId }: LoginLink): Promise<string | null> {
  const recipient = recipientId && (await ctx.db.get("recipients", recipientId));
  const campaign = recipient && (await ctx.db.get("campaigns", recipient.campaignId));
  return campaign ? fillMergeFields(campaign.subject, recipient, "text") || null : null;
}

function relation(viewer: Viewer | null, link: LoginLink): "none" | "same" | "other" {
  if (!viewer) return "none";
  return viewer.email === link.email ? "same" : "other";
}
