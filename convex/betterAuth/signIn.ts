/**
 * The part of an exchange that reads and writes Better Auth's tables, in one call. `localInstall` of
 * packages/login-links calls it.
 */
import { v } from "convex/values";
import { randomSecret } from "@latchkey/login-links/http";
import type { Doc } from "./_generated/dataModel";
import { mutation, type MutationCtx, query, type QueryCtx } from "./_generated/server";
import { SESSION_SECONDS } from "./options";
import { signCookies } from "./sessionCookies";

const signedInFields = {
  sessionId: v.id("session"),
  userId: v.id("user"),
  email: v.string(),
  emailVerified: v.boolean(),
  /** Complete Set-Cookie values: the session's token and Convex's JWT. */
  setCookies: v.array(v.string()),
};

/**
 * Finds or creates the user of an address and begins a session. It does not check the address: the caller must have
 * done so, and clients cannot call the functions of a component. `verifiesEmail` means that the person has just proven
 * that they read the mailbox. Throws if no JWT can be signed, because such a session could not open any page and the
 * link would be used up for nothing.
 */
export const begin = mutation({
  args: {
    email: v.string(),
    name: v.string(),
    verifiesEmail: v.boolean(),
    session: v.object({ ipAddress: v.string(), userAgent: v.string() }),
  },
  returns: v.object({ ...signedInFields, isNewUser: v.boolean() }),
  handler: async (ctx, { session: from, ...link }) => {
    const found = await findUser(ctx, link.email);
    const user = found ? await prove(ctx, found, link.verifiesEmail) : await createUser(ctx, link);
    const session = { ...newSession(), ...from, userId: user._id };
    const sessionId = await ctx.db.insert("session", session);
    return { ...(await signedIn(ctx, { ...session, _id: sessionId }, user)), isNewUser: !found };
  },
});

/**
 * Begins a session for a user who has signed in with a passkey. Null if there is no such user. Like `begin`, it relies
 * on the caller's check.
 */
export const beginFor = mutation({
  args: { userId: v.string(), session: v.object({ ipAddress: v.string(), userAgent: v.string() }) },
  returns: v.union(v.object(signedInFields), v.null()),
  handler: async (ctx, { userId, session: from }) => {
    const user = await userOf(ctx, { userId });
    if (!user) return null;
    const session = { ...newSession(), ...from, userId: user._id };
    return signedIn(ctx, { ...session, _id: await ctx.db.insert("session", session) }, user);
  },
});

/** A session that has already begun, with newly signed cookies. Null if it has ended. */
export const resume = query({
  args: { sessionId: v.id("session") },
  returns: v.union(v.object(signedInFields), v.null()),
  handler: async (ctx, { sessionId }) => {
    const session = await ctx.db.get("session", sessionId);
    const user = session && (await userOf(ctx, session));
    return user && signedIn(ctx, session, user);
  },
});

// These types have no `_creationTime`, because a row that this call has inserted is not read again just to get it.
type User = Omit<Doc<"user">, "_creationTime">;
type Session = Omit<Doc<"session">, "_creationTime">;

function newSession() {
  const now = Date.now();
  return { token: randomSecret(), expiresAt: now + SESSION_SECONDS * 1_000, createdAt: now, updatedAt: now };
}

async function signedIn(ctx: QueryCtx, session: Session, user: User) {
  // After a rotation the newest row is the current key. Older keys stay, because they verify the tokens that they
  // signed.
  const signingKey = await ctx.db.query("jwks").order("desc").first();
  const setCookies = await signCookies({ session, user, signingKey });
  const { email, emailVerified } = user;
  return { sessionId: session._id, userId: user._id, email, emailVerified, setCookies };
}

function findUser(ctx: QueryCtx, email: string): Promise<User | null> {
  return ctx.db
    .query("user")
    .withIndex("email", (q) => q.eq("email", email))
    .unique();
}

async function userOf(ctx: QueryCtx, { userId }: Pick<Session, "userId">): Promise<User | null> {
  const id = ctx.db.normalizeId("user", userId);
  return id && ctx.db.get("user", id);
}

async function createUser(
  ctx: MutationCtx,
  { email, name, verifiesEmail }: { email: string; name: string; verifiesEmail: boolean },
): Promise<User> {
  const now = Date.now();
  const user = { email, name, emailVerified: verifiesEmail, createdAt: now, updatedAt: now };
  return { ...user, _id: await ctx.db.insert("user", user) };
}

/**
 * Marks the address as verified. Before its first verification somebody else may have opened the account, so all
 * sessions and linked accounts from before are deleted.
 */
async function prove(ctx: MutationCtx, user: User, verifiesEmail: boolean): Promise<User> {
  if (user.emailVerified || !verifiesEmail) return user;
  for (const table of ["session", "account"] as const) {
    const made = ctx.db.query(table).withIndex("userId", (q) => q.eq("userId", user._id));
    for await (const { _id } of made) await ctx.db.delete(table, _id);
  }
  const proven = { emailVerified: true, updatedAt: Date.now() };
  await ctx.db.patch("user", user._id, proven);
  return { ...user, ...proven };
}
