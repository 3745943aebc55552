import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin, GenericEndpointContext, Session, User } from "better-auth";
import { z } from "zod";

const startSchema = z.object({
  email: z.string(),
  name: z.string(),
  verifiesEmail: z.boolean(),
  ipAddress: z.string(),
  userAgent: z.string(),
});

/**
 * The two endpoints trust the address or session that they are given. `SERVER_ONLY` keeps them out of Better Auth's
 * router, so no path reaches them and only `auth.api` can call them. They have paths under `/sign-in` because only
 * there does the Convex plugin set its JWT cookie.
 */
const SERVER_ONLY = { SERVER_ONLY: true } as const;

/**
 * A plugin for `createAuth`: finds or creates the user of a link and begins the session, with all hooks and plugins of
 * the instance.
 */
export function loginLinks() {
  return {
    id: "login-links",
    endpoints: {
      beginLinkSession: createAuthEndpoint(
        "/sign-in/login-link",
        { method: "POST", body: startSchema, metadata: SERVER_ONLY },
        async (ctx) => {
          const { user, isNewUser } = await userOf(ctx, ctx.body);
          const { ipAddress, userAgent } = ctx.body;
          const { internalAdapter } = ctx.context;
          const session = await internalAdapter.createSession(user.id, false, { ipAddress, userAgent });
          return ctx.json({ ...(await signedIn(ctx, session, user)), isNewUser });
        },
      ),
      resumeLinkSession: createAuthEndpoint(
        "/sign-in/login-link/again",
        { method: "POST", body: z.object({ sessionId: z.string() }), metadata: SERVER_ONLY },
        async (ctx) => {
          const { adapter } = ctx.context;
          const session = await byId<Session>(adapter, "session", ctx.body.sessionId);
          const user = session && (await byId<User>(adapter, "user", session.userId));
          return ctx.json(user ? await signedIn(ctx, session, user) : null);
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/** The part of Better Auth's adapter that reads its tables, whatever the adapter's options. */
export interface Finder {
  findOne<Row>(query: { model: string; where: { field: string; value: string }[] }): Promise<Row | null>;
}

/** A row of Better Auth by its id. */
export function byId<Row>(adapter: Finder, model: "session" | "user", id: string): Promise<Row | null> {
  return adapter.findOne<Row>({ model, where: [{ field: "id", value: id }] });
}

export function byEmail(adapter: Finder, email: string): Promise<User | null> {
  return adapter.findOne<User>({ model: "user", where: [{ field: "email", value: email }] });
}

async function userOf(
  ctx: GenericEndpointContext,
  { email, name, verifiesEmail }: z.infer<typeof startSchema>,
): Promise<{ user: User; isNewUser: boolean }> {
  const { adapter, internalAdapter } = ctx.context;
  const found = await byEmail(adapter, email);
  if (!found) {
    const user = await internalAdapter.createUser({ email, name, emailVerified: verifiesEmail });
    return { user, isNewUser: true };
  }
  if (found.emailVerified || !verifiesEmail) return { user: found, isNewUser: false };
  // Somebody else may have opened the account before the address was verified, so the account's sessions and
  // credentials are deleted.
  await internalAdapter.deleteUserSessions(found.id);
  await internalAdapter.deleteAccounts(found.id);
  const proven = await internalAdapter.updateUser(found.id, { emailVerified: true });
  return { user: proven as User, isNewUser: false };
}

async function signedIn(ctx: GenericEndpointContext, session: Session, user: User) {
  await setSessionCookie(ctx, { session, user }, false);
  const { id: userId, email, emailVerified } = user;
  return { sessionId: session.id, userId, email, emailVerified };
}
