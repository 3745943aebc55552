import * as messages from "../../../lib/messages/access-errors";
import { type Role, ROLE_RANK } from "../../../lib/roles";
import { components } from "../../_generated/api";
import type { QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { getMember } from "./members";

export interface Viewer {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
  role: Role;
  sessionId: string;
}

/**
 * The caller, or null. Reads the session row each time: a JWT lives up to 15 minutes longer than a revoked session, but
 * this check ends it at once.
 */
export async function getViewer(ctx: QueryCtx): Promise<Viewer | null> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) return null;
  const sessionId = identity.sessionId;
  if (typeof sessionId !== "string") return null;
  const [user, member] = await Promise.all([
    ctx.runQuery(components.betterAuth.sessions.viewer, { sessionId, userId: identity.subject }),
    getMember(ctx, identity.subject),
  ]);
  if (!user) return null;
  const { _id: id, email, name, emailVerified } = user;
  return { id, email, name, emailVerified, role: member?.role ?? "member", sessionId };
}

/**
 * With `forUser` the caller has to be that account, because a page rendered for one account must not act for another.
 */
export async function requireUser(ctx: QueryCtx, forUser?: string): Promise<Viewer> {
  const viewer = (await getViewer(ctx)) ?? fail("unauthenticated", messages.SIGN_IN_FIRST);
  const isOther = forUser !== undefined && forUser !== viewer.id;
  return isOther ? fail("other_account", messages.OTHER_ACCOUNT) : viewer;
}

export async function requireRole(ctx: QueryCtx, role: Role, forUser?: string): Promise<Viewer> {
  const viewer = await requireUser(ctx, forUser);
  return ROLE_RANK[viewer.role] >= ROLE_RANK[role] ? viewer : fail("forbidden", messages.onlyFor(role));
}
