/** What the exchange and every signed-in call need of Better Auth's tables, each in one call. See ../model/exchange.ts. */
import { type Infer, v } from "convex/values";
import { mutation, type MutationCtx, query, type QueryCtx } from "./_generated/server";
import schema from "./schema";

const { user, session } = schema.tables;
// A row that was made in this call is not read back for the time that Convex gave it.
const _creationTime = v.optional(v.number());
const sessionRow = v.object({ ...session.validator.fields, _id: v.id("session"), _creationTime });
const userRow = v.object({ ...user.validator.fields, _id: v.id("user"), _creationTime });
const signedInFields = {
  session: sessionRow,
  user: userRow,
  signingKey: v.union(schema.doc("jwks"), v.null()),
};

/**
 * Finds or makes the user of an address and begins a session. Trusts the caller for the address: like every function of a
 * component it is out of reach for clients. `verifiesEmail` says that the mailbox has just been proven.
 */
export const begin = mutation({
  args: {
    email: v.string(),
    name: v.string(),
    verifiesEmail: v.boolean(),
    session: v.object({
      token: v.string(),
      expiresAt: v.number(),
      ipAddress: v.string(),
      userAgent: v.string(),
    }),
  },
  returns: v.object({ ...signedInFields, isNewUser: v.boolean() }),
  handler: async (ctx, { session: begun, ...link }) => {
    const now = Date.now();
    const found = await findUser(ctx, link.email);
    const user = found ? await prove(ctx, found, link.verifiesEmail) : await createUser(ctx, link);
    const session = { ...begun, userId: user._id, createdAt: now, updatedAt: now };
    const sessionId = await ctx.db.insert("session", session);
    return { ...(await signedIn(ctx, { ...session, _id: sessionId }, user)), isNewUser: !found };
  },
});

/** A session that has begun, its user and the key that signs for it; null once it has ended. */
export const resume = query({
  args: { sessionId: v.id("session") },
  returns: v.union(v.object(signedInFields), v.null()),
  handler: async (ctx, { sessionId }) => {
    const session = await ctx.db.get("session", sessionId);
    const user = session && (await userOf(ctx, session));
    return user && signedIn(ctx, session, user);
  },
});

/** Whose session this is, or null: it has ended, or is another user's. */
export const viewer = query({
  args: { sessionId: v.string(), userId: v.string() },
  returns: v.union(userRow, v.null()),
  handler: async (ctx, { sessionId, userId }) => {
    const id = ctx.db.normalizeId("session", sessionId);
    const session = id && (await ctx.db.get("session", id));
    return session?.userId === userId ? userOf(ctx, session) : null;
  },
});

/** Whether an address has an account. */
export const hasUser = query({
  args: { email: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { email }) => (await findUser(ctx, email)) !== null,
});

type User = Infer<typeof userRow>;
type Session = Infer<typeof sessionRow>;

async function signedIn(ctx: QueryCtx, session: Session, user: User) {
  // A rotated key is a newer row; older ones stay for the tokens that they signed.
  return { session, user, signingKey: await ctx.db.query("jwks").order("desc").first() };
}

function findUser(ctx: QueryCtx, email: string): Promise<User | null> {
  return ctx.db
    .query("user")
    .withIndex("email", (q) => q.eq("email", email))
    .unique();
}

async function userOf(ctx: QueryCtx, { userId }: Session): Promise<User | null> {
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

/** Whoever opened an account under this address before it was proven loses what they made in it. */
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
