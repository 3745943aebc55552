import { currentState, hasCode, linkCode, linkUrl } from "./links.ts";
import type { Purpose } from "./purposes.ts";
import type { Settings } from "./all-settings.ts";
import type { LoginLinkId, Maker, MutationCtx, RequestedFrom } from "./tables.ts";

/** What the mail of a link is made of. It is as secret as the mail: it goes to the provider, and into no log. */
export interface Letter {
  linkId: LoginLinkId;
  purpose: Purpose;
  email: string;
  name: string | null;
  url: string;
  /** Six digits; null for a purpose whose mail has none. */
  code: string | null;
  /** Rounded; from when it was made. */
  expiresInMinutes: number;
  next: string;
  mintedBy: Maker;
  /** Null where nobody asked for it. */
  requestedFrom: RequestedFrom | null;
}

/** Null once the link is of no use: a retry that comes late then mails nothing. The same each time, so that retries mail the same bytes. */
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
