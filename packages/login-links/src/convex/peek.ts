import { v } from "convex/values";
import { clockMessage } from "../shared/clock-claim.ts";
import { maskEmailAddress } from "../shared/email-address.ts";
import type { KnownLink, LinkState } from "../shared/login-link.ts";
import { isSignedByServer } from "./client.ts";
import { currentState, findByToken, hasCode, isFromBrowser, linkCode } from "./links.ts";
import { MAX_CODE_ATTEMPTS, type Purpose, PURPOSES } from "./purposes.ts";
import type { SignedInViewer } from "./sessions.ts";
import type { Settings } from "./all-settings.ts";
import type { LoginLink, QueryCtx } from "./tables.ts";

const MINUTE = 60_000;

export const peekFields = {
  token: v.string(),
  /** The caller's clock in whole minutes, because a query that reads the clock cannot be cached. */
  minute: v.number(),
  /** A server signs the minute: see ../shared/clock-claim.ts. Without it the address stays masked. */
  minuteSignature: v.optional(v.string()),
  browserHash: v.optional(v.string()),
};

interface Look {
  token: string;
  minute: number;
  minuteSignature?: string;
  browserHash?: string;
}

export type Peek =
  | { state: "unknown" }
  | (KnownLink & {
      purpose: Purpose;
      isRequestingBrowser: boolean;
      /**
       * For a link that confirms the identity of a session's user. `isHere`: the session is that of this browser.
       * Otherwise `code` is the code to type in the browser that has the session.
       */
      confirms?: { isHere: boolean; code: string | null };
    });

/** What the confirm page shows of a link. Does not spend it. */
export async function peek(
  ctx: QueryCtx,
  settings: Settings,
  { token, minute, minuteSignature, browserHash }: Look,
): Promise<Peek> {
  const link = await findByToken(ctx, token);
  if (!link) return { state: "unknown" };
  const viewer = await settings.sessions.viewer(ctx);
  const state = await currentState(ctx, settings, link, minute * MINUTE);
  const isReady = state === "ready" && (await isNow(settings, minute, minuteSignature));
  return {
    state,
    purpose: link.purpose,
    // Only for a link that is ready: its holder can sign in and read the address anyway.
    email: isReady ? link.email : null,
    maskedEmail: maskEmailAddress(link.email),
    name: link.name ?? null,
    invitedBy: link.mintedBy.kind === "user" ? link.mintedBy.email : null,
    next: link.next,
    isRequestingBrowser: !link.asksFirst && isFromBrowser(link, browserHash),
    codeElsewhere: isReady && isTypedElsewhere(link, browserHash) ? await linkCode(settings, link) : null,
    viewer: relation(viewer, link),
    viewerEmail: viewer?.email ?? null,
    ...(link.purpose === "confirm" ? { confirms: await confirmationOf(settings, link, state, viewer) } : {}),
    ...(await settings.describe?.(ctx, link)),
  };
}

/** Whether the code of this link is to be typed in another browser than the one that is looking at it. */
function isTypedElsewhere(link: LoginLink, browserHash: string | undefined): boolean {
  const signsIn = hasCode(link) && PURPOSES[link.purpose].signsIn;
  return signsIn && link.codeAttempts < MAX_CODE_ATTEMPTS && !isFromBrowser(link, browserHash);
}

/**
 * Whether a server has signed the minute. The full address is returned only then, because anybody can pass an earlier
 * minute.
 */
async function isNow(
  { visitorSecret }: Settings,
  minute: number,
  signature: string | undefined,
): Promise<boolean> {
  return signature !== undefined && isSignedByServer(visitorSecret(), clockMessage(minute), signature);
}

/** The code does not work without the session that requested it, so the holder of the link may read it. */
async function confirmationOf(
  settings: Settings,
  link: LoginLink,
  state: LinkState,
  viewer: SignedInViewer | null,
): Promise<{ isHere: boolean; code: string | null }> {
  const isHere = viewer !== null && viewer.sessionId === link.confirms;
  return { isHere, code: state === "ready" && !isHere ? await linkCode(settings, link) : null };
}

function relation(viewer: SignedInViewer | null, link: LoginLink): "none" | "same" | "other" {
  if (!viewer) return "none";
  return viewer.email === link.email ? "same" : "other";
}
