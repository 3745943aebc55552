import type { QueryCtx } from "../_generated/server";
import { maskEmailAddress } from "./emailAddress";
import { findByToken, isFromBrowser, type LinkState, type LoginLink, MINUTE, stateOf } from "./loginLink";
import { getViewer, type Viewer } from "./viewer";

export type Peek =
  | { state: "unknown" }
  | {
      state: LinkState;
      purpose: LoginLink["purpose"];
      maskedEmail: string;
      name: string | null;
      /** Who invites, where the link is not one that its reader asked for. */
      invitedBy: string | null;
      next: string;
      /** Whether `browserHash` is the one that asked for this link. */
      isRequestingBrowser: boolean;
      /** Who is signed in where this is read: nobody, the link's own person, or somebody else. */
      viewer: "none" | "same" | "other";
      viewerEmail: string | null;
    };

export async function peekAt(
  ctx: QueryCtx,
  { token, minute, browserHash }: { token: string; minute: number; browserHash?: string },
): Promise<Peek> {
  const link = await findByToken(ctx, token);
  if (!link) return { state: "unknown" };
  const viewer = await getViewer(ctx);
  return {
    state: stateOf(link, minute * MINUTE),
    purpose: link.purpose,
    maskedEmail: maskEmailAddress(link.email),
    name: link.name ?? null,
    invitedBy: link.mintedBy.kind === "user" ? link.mintedBy.email : null,
    next: link.next,
    isRequestingBrowser: isFromBrowser(link, browserHash),
    viewer: relation(viewer, link),
    viewerEmail: viewer?.email ?? null,
  };
}

function relation(viewer: Viewer | null, link: LoginLink): "none" | "same" | "other" {
  if (!viewer) return "none";
  return viewer.email === link.email ? "same" : "other";
}
