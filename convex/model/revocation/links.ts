/**
 * Ends links that a person made or holds, and the sessions that came from links they made. revokeMadeBy.ts calls this.
 */
import type { LoginLink } from "@latchkey/login-links/convex";
import { type Infer, v } from "convex/values";
import { components } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { role } from "../../validators";
import { audit } from "../audit";
import { type Cause, detailsOf } from "../cause";
import { isLost, kindOfLink, MADE } from "../endings";
import { grantOf } from "../links/grants";
import { links as loginLinks } from "../links/links";

// The creation time of the last link that an earlier call checked. This call continues with older links.
const before = v.optional(v.number());
const purpose = v.union(v.literal("minted"), v.literal("test"));

export const linksWork = v.union(
  v.object({ of: v.literal("linksMadeBy"), userId: v.string(), purpose, before }),
  v.object({ of: v.literal("linksMadeWith"), apiKeyId: v.id("apiKeys"), before }),
  v.object({ of: v.literal("linksHeldBy"), email: v.string(), before }),
  v.object({ of: v.literal("roleInvitesHeldBy"), email: v.string(), grantsRole: role, before }),
);
export type LinksWork = Infer<typeof linksWork>;

/**
 * Checks at most `atMost` links, the newest first, and ends those that have to end. `count` is how many were checked,
 * and `rest` is the remaining work: empty if none is left.
 */
export async function endLinks(
  ctx: MutationCtx,
  work: LinksWork,
  cause: Cause,
  atMost: number,
): Promise<{ count: number; rest: LinksWork[] }> {
  const links = await linksOf(ctx, work).order("desc").take(atMost);
  const isHeld = work.of === "linksHeldBy" || work.of === "roleInvitesHeldBy";
  const ending = await thoseThatEnd(ctx, links, work, cause);
  for (const link of ending)
    if (await loginLinks.revoke(ctx, link)) await auditEnd(ctx, "link.revoked", link, cause);
  if (!isHeld) await endSessions(ctx, ending.filter(mayBeItsMakers), cause);
  const last = links.at(-1);
  const isDone = !last || links.length < atMost;
  return { count: links.length, rest: isDone ? [] : [{ ...work, before: last._creationTime }] };
}

function linksOf(ctx: MutationCtx, work: LinksWork) {
  const links = ctx.db.query("loginLinks");
  const { before = Number.MAX_SAFE_INTEGER } = work;
  switch (work.of) {
    case "linksMadeBy":
      return links.withIndex("by_minter_and_purpose", (q) =>
        q.eq("mintedBy.userId", work.userId).eq("purpose", work.purpose).lt("_creationTime", before),
      );
    case "linksMadeWith":
      return links.withIndex("by_apiKey", (q) =>
        q.eq("mintedBy.apiKeyId", work.apiKeyId).lt("_creationTime", before),
      );
    case "linksHeldBy":
    case "roleInvitesHeldBy":
      return links.withIndex("by_email_and_purpose", (q) =>
        q.eq("email", work.email).eq("purpose", "minted").lt("_creationTime", before),
      );
  }
}

async function thoseThatEnd(
  ctx: MutationCtx,
  links: LoginLink[],
  work: LinksWork,
  cause: Cause,
): Promise<LoginLink[]> {
  if (work.of === "linksHeldBy") return links;
  if (work.of !== "roleInvitesHeldBy") return links.filter((link) => hasToEnd(link, cause));
  const roles = await Promise.all(links.map((link) => grantOf(ctx, link)));
  return links.filter((_, index) => roles[index] === work.grantsRole);
}

function hasToEnd(link: LoginLink, { role }: Cause): boolean {
  const kind = kindOfLink(link);
  return kind !== null && MADE[kind].then !== "stays" && isLost(MADE[kind], role);
}

/**
 * Whether the link's maker may be using the session that came from it. A link to the maker's own address does not
 * count.
 */
function mayBeItsMakers(link: LoginLink): boolean {
  const kind = kindOfLink(link);
  const isOwn = link.mintedBy.kind === "user" && link.mintedBy.email === link.email;
  return kind !== null && MADE[kind].session === "ends" && !isOwn;
}

async function endSessions(ctx: MutationCtx, links: LoginLink[], cause: Cause): Promise<void> {
  const bySession = new Map(links.flatMap((link) => (link.sessionId ? [[link.sessionId, link]] : [])));
  if (bySession.size === 0) return;
  const sessionIds = [...bySession.keys()];
  for (const sessionId of await ctx.runMutation(components.betterAuth.sessions.endAll, { sessionIds }))
    await auditEnd(ctx, "session.revoked", bySession.get(sessionId)!, cause);
}

function auditEnd(
  ctx: MutationCtx,
  action: "link.revoked" | "session.revoked",
  { _id: linkId, email }: LoginLink,
  cause: Cause,
): Promise<void> {
  const details = { linkId, ...detailsOf(cause) };
  return audit(ctx, action, { actor: cause.actor, subject: email, details });
}
