import { clockMessage } from "@latchkey/login-links/http";
import { fillMergeFields } from "../../../lib/merge-fields";
import type { QueryCtx } from "../../_generated/server";
import { maskEmailAddress } from "../emailAddress";
import { findByToken, isFromBrowser, type LinkState, type LoginLink, MINUTE } from "./loginLink";
import { currentState } from "./makers";
import type { Role } from "../people/members";
import { productionSafe } from "../production";
import { deriveCode, isSignedByNext } from "../secrets";
import { getViewer, type Viewer } from "../people/viewer";

export type Peek =
  | { state: "unknown" }
  | {
      state: LinkState;
      purpose: LoginLink["purpose"];
      /** Only of a link that is ready, whose holder can sign in and read it anyway. */
      email: string | null;
      maskedEmail: string;
      name: string | null;
      /** Who invites, where the link is not one that its reader asked for. */
      invitedBy: string | null;
      /** What the mail that brought an invite was about: its subject. */
      about: string | null;
      /** The role that a colleague is invited to. */
      grantsRole: Role | null;
      next: string;
      /** Whether `browserHash` is the one that asked for this link, so that one click signs in. */
      isRequestingBrowser: boolean;
      /** Who is signed in where this is read: nobody, the link's own person, or somebody else. */
      viewer: "none" | "same" | "other";
      viewerEmail: string | null;
      /** Of a link that proves a session: whether it is the one here, and the code to type there where it is not. */
      confirms?: { isHere: boolean; code: string | null };
    };

interface Look {
  token: string;
  minute: number;
  minuteSignature?: string;
  browserHash?: string;
}

export async function peekAt(
  ctx: QueryCtx,
  { token, minute, minuteSignature, browserHash }: Look,
): Promise<Peek> {
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
