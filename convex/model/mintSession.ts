import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { revokeUnprovenAccountAccess } from "better-auth/db";
import type { BetterAuthPlugin, Session, User } from "better-auth/types";
import { z } from "zod";

/** How the caller's address reaches Better Auth, which wants a header to read it from. */
export const CLIENT_IP_HEADER = "x-latchkey-client-ip";

const body = z.union([
  z.object({ email: z.string(), name: z.string().optional(), verifiesEmail: z.boolean() }),
  z.object({ sessionId: z.string() }),
]);

/**
 * Gives a session to whoever holds an address, on the word of the caller alone. Model code calls it inside the mutation
 * that has just spent a login link; it is in no router, and in no Better Auth instance that serves HTTP.
 * With a `sessionId` it sets the cookies of that session once more, for an answer that was lost on its way.
 */
export function mintSession() {
  return {
    id: "latchkey-mint-session",
    endpoints: {
      mintSession: createAuthEndpoint(
        // The Convex plugin adds its JWT cookie to what is under /sign-in only.
        "/sign-in/login-link",
        { method: "POST", body, requireHeaders: true, metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          const minted =
            "email" in ctx.body ? await begin(ctx, ctx.body) : await resume(ctx, ctx.body.sessionId);
          await setSessionCookie(ctx, minted);
          const { session, user } = minted;
          return ctx.json({
            sessionId: session.id,
            userId: user.id,
            email: user.email,
            emailVerified: user.emailVerified,
            isNewUser: minted.isNewUser,
          });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

type EndpointContext = Parameters<typeof setSessionCookie>[0];

interface Minted {
  session: Session;
  user: User;
  isNewUser: boolean;
}

async function begin(
  ctx: EndpointContext,
  link: { email: string; name?: string; verifiesEmail: boolean },
): Promise<Minted> {
  const users = ctx.context.internalAdapter;
  const found = (await users.findUserByEmail(link.email))?.user;
  const user = found
    ? await prove(ctx, found, link.verifiesEmail)
    : await users.createUser({ email: link.email, name: link.name ?? "", emailVerified: link.verifiesEmail });
  return { session: await users.createSession(user.id), user, isNewUser: !found };
}

/** Whoever opened an account under this address before it was proven loses what they made in it. */
async function prove(ctx: EndpointContext, user: User, verifiesEmail: boolean): Promise<User> {
  if (user.emailVerified || !verifiesEmail) return user;
  await revokeUnprovenAccountAccess(ctx, user.id);
  return ctx.context.internalAdapter.updateUser(user.id, { emailVerified: true });
}

async function resume(ctx: EndpointContext, sessionId: string): Promise<Minted> {
  const { adapter, internalAdapter } = ctx.context;
  const where = [{ field: "id", value: sessionId }];
  const session = await adapter.findOne<Session>({ model: "session", where });
  const user = session && (await internalAdapter.findUserById(session.userId));
  if (!session || !user) throw new APIError("NOT_FOUND", { message: "That session has ended." });
  return { session, user, isNewUser: false };
}
