import { currentState, hasCode, linkCode, linkUrl } from "./links.ts";
import type { Purpose } from "./purposes.ts";
import type { Settings } from "./all-settings.ts";
import type { LoginLinkId, Maker, MutationCtx, RequestedFrom } from "./tables.ts";

/** The content of a link's mail. It is as secret as the mail: pass it to the mail provider, and never to a log. */
export interface Letter {
  linkId: LoginLinkId;
  purpose: Purpose;
  email: string;
  name: string | null;
  url: string;
  /** Six digits; null if mails of this purpose have no code. */
  code: string | null;
  /** Rounded, and counted from the time when the link was made. */
  expiresInMinutes: number;
  next: string;
  mintedBy: Maker;
  /** Null if no visitor requested it. */
  requestedFrom: RequestedFrom | null;
}

/**
 * The content of a link's mail. Null if the link can no longer be used, so that a late retry mails nothing. Otherwise
 * the result is always the same, so that retries mail the same bytes.
 */
export async function letter(
  ctx: MutationCtx,
  settings: Pick<Settings, "siteUrl" | "secret" | "paths" | "isRevoked">,
  linkId: LoginLinkId,
): Promise<Letter | null> {
  const link = await ctx.db.get("loginLinks", linkId);
  if (!link || (await currentState(ctx, settings, link, Date.now())) !== "ready") return null;
  const { purpose, email, name = null, next, mintedBy, requestedFrom = null, lifetime } = link;
  return {
    linkId,
    purpose,
    email,
    name,
    url: await linkUrl(settings, link),
    code: hasCode(link) ? await linkCode(settings, link) : null,
    expiresInMinutes: Math.round(lifetime / 60_000),
    next,
    mintedBy,
    requestedFrom,
  };
}
