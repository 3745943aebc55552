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
 * The caller, or null. Reads the session's row each time, because a JWT stays valid for up to 15 minutes after its
 * session was revoked.
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
 * The caller. Fails if nobody is signed in. With `forUser` it also fails if the caller is another account, because a
 * page that was rendered for one account must not act for another.
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
