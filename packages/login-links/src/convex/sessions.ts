import type {
  FunctionReference,
  GenericActionCtx,
  GenericDataModel,
  GenericMutationCtx,
  GenericQueryCtx,
} from "convex/server";

/** The session to begin. The caller vouches for the address. */
export interface SessionStart {
  email: string;
  /** The name for a new user; empty if unknown. */
  name: string;
  /**
   * Whether the person has just shown that they read the mailbox. If so, and if the address of an existing account was
   * not verified before, the account's sessions and credentials are deleted.
   */
  verifiesEmail: boolean;
  /** Empty if unknown. */
  ipAddress: string;
  userAgent: string;
}

export interface SignedIn {
  sessionId: string;
  userId: string;
  email: string;
  emailVerified: boolean;
  /** Complete Set-Cookie values: the session's token and Convex's JWT. */
  setCookies: string[];
}

export interface SignedInViewer {
  userId: string;
  sessionId: string;
  email: string;
}

/**
 * How sessions begin. There are two implementations: `throughAuth` of the entry `/better-auth`, which runs the owner's
 * hooks and plugins, and `localInstall`, which is faster and needs a local install of Better Auth's component.
 */
export interface Sessions<DM extends GenericDataModel> {
  /** Whether an address has an account. */
  hasUser(ctx: GenericMutationCtx<DM>, email: string): Promise<boolean>;
  /** The signed-in person whose browser made the call. Null if there is no active session. */
  viewer(ctx: GenericQueryCtx<DM>): Promise<SignedInViewer | null>;
  /**
   * Finds or creates the user and begins a session. Throws if no JWT can be signed, because that session could not open
   * any page.
   */
  begin(ctx: GenericMutationCtx<DM>, start: SessionStart): Promise<SignedIn & { isNewUser: boolean }>;
  /** A session that has already begun, with newly signed cookies. Null if it has ended. */
  resume(ctx: GenericMutationCtx<DM>, sessionId: string): Promise<SignedIn | null>;
  /** Makes the key that signs JWTs if there is none. This needs an action, because a mutation cannot generate keys. */
  ensureKey(ctx: GenericActionCtx<DM>): Promise<void>;
}

/** The component functions that `localInstall` calls. The README lists the files to add to `convex/betterAuth`. */
export interface LocalComponent {
  lookup: {
    hasUser: FunctionReference<"query", "internal", { email: string }, boolean>;
    hasSigningKey: FunctionReference<"query", "internal", Record<string, never>, boolean>;
  };
  sessions: {
    viewer: FunctionReference<
      "query",
      "internal",
      { sessionId: string; userId: string },
      { _id: string; email: string } | null
    >;
  };
  signIn: {
    begin: FunctionReference<
      "mutation",
      "internal",
      {
        email: string;
        name: string;
        verifiesEmail: boolean;
        session: { ipAddress: string; userAgent: string };
      },
      SignedIn & { isNewUser: boolean }
    >;
    resume: FunctionReference<"query", "internal", { sessionId: string }, SignedIn | null>;
  };
}

/**
 * Makes the signing key with Better Auth. Import Better Auth inside `makeKey`, so that only a call that makes a key
 * evaluates it.
 */
export interface KeyMaker<DM extends GenericDataModel> {
  makeKey(ctx: GenericActionCtx<DM>): Promise<unknown>;
}

/**
 * The `sessions` option for an app that installs Better Auth's component locally. Each operation needs one call into
 * that component, and the calling module does not import Better Auth.
 */
export function localInstall<DM extends GenericDataModel>(
  component: LocalComponent,
  { makeKey }: KeyMaker<DM>,
): Sessions<DM> {
  return {
    hasUser: (ctx, email) => ctx.runQuery(component.lookup.hasUser, { email }),
    viewer: (ctx) => localViewer(component, ctx),
    begin: (ctx, { ipAddress, userAgent, ...who }) =>
      ctx.runMutation(component.signIn.begin, { ...who, session: { ipAddress, userAgent } }),
    resume: (ctx, sessionId) => ctx.runQuery(component.signIn.resume, { sessionId }),
    ensureKey: async (ctx) => {
      if (!(await ctx.runQuery(component.lookup.hasSigningKey, {}))) await makeKey(ctx);
    },
  };
}

/** The session's row is read each time, because a JWT lives up to 15 minutes longer than its session. */
async function localViewer<DM extends GenericDataModel>(
  component: LocalComponent,
  ctx: GenericQueryCtx<DM>,
): Promise<SignedInViewer | null> {
  const caller = await callerOf(ctx);
  const user = caller && (await ctx.runQuery(component.sessions.viewer, caller));
  return user && { ...caller, email: user.email };
}

/** The user and session in the caller's JWT; null without a JWT. */
export async function callerOf<DM extends GenericDataModel>(
  ctx: GenericQueryCtx<DM>,
): Promise<{ userId: string; sessionId: string } | null> {
  const identity = await ctx.auth.getUserIdentity();
  if (typeof identity?.["sessionId"] !== "string") return null;
  return { userId: identity.subject, sessionId: identity["sessionId"] };
}
