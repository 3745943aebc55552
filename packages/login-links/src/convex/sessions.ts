import type {
  FunctionReference,
  GenericActionCtx,
  GenericDataModel,
  GenericMutationCtx,
  GenericQueryCtx,
} from "convex/server";

/** Whose session begins, on the word of the caller alone. */
export interface SessionStart {
  email: string;
  /** The name of a user who is new; empty where it is not known. */
  name: string;
  /** Whether the mailbox has just been proven. It then takes from an existing user what was made before that. */
  verifiesEmail: boolean;
  /** Empty where it is not known. */
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
 * How sessions are begun. There are two: `throughAuth` of the entry `/better-auth`, which runs the owner's hooks and plugins, and
 * `localInstall`, which is faster and needs a local install of Better Auth's component.
 */
export interface Sessions<DM extends GenericDataModel> {
  /** Whether an address has an account. */
  hasUser(ctx: GenericMutationCtx<DM>, email: string): Promise<boolean>;
  /** Who is signed in where this is called from, by a session that has not ended; null where nobody is. */
  viewer(ctx: GenericQueryCtx<DM>): Promise<SignedInViewer | null>;
  /** Finds or makes the user and begins a session. Throws where no JWT can be signed, because such a session opens no page. */
  begin(ctx: GenericMutationCtx<DM>, start: SessionStart): Promise<SignedIn & { isNewUser: boolean }>;
  /** A session that has begun, with cookies signed anew; null once it has ended. */
  resume(ctx: GenericMutationCtx<DM>, sessionId: string): Promise<SignedIn | null>;
  /** Makes the key that signs JWTs where there is none: keys cannot be made in a mutation. */
  ensureKey(ctx: GenericActionCtx<DM>): Promise<void>;
}

/** What `localInstall` calls in the component. The README says which files to add to `convex/betterAuth`. */
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

/** Makes a key by Better Auth. Import it inside, so that only the call that needs Better Auth evaluates it. */
export interface KeyMaker<DM extends GenericDataModel> {
  makeKey(ctx: GenericActionCtx<DM>): Promise<unknown>;
}

/** Sessions from a local install of Better Auth's component, in one call, without Better Auth in the calling module. */
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

/** The session's row is read each time: a JWT outlives an ended session by up to 15 minutes. */
async function localViewer<DM extends GenericDataModel>(
  component: LocalComponent,
  ctx: GenericQueryCtx<DM>,
): Promise<SignedInViewer | null> {
  const caller = await callerOf(ctx);
  const user = caller && (await ctx.runQuery(component.sessions.viewer, caller));
  return user && { ...caller, email: user.email };
}

/** What the caller's JWT says of its user and session; null where there is none. */
export async function callerOf<DM extends GenericDataModel>(
  ctx: GenericQueryCtx<DM>,
): Promise<{ userId: string; sessionId: string } | null> {
  const identity = await ctx.auth.getUserIdentity();
  if (typeof identity?.["sessionId"] !== "string") return null;
  return { userId: identity.subject, sessionId: identity["sessionId"] };
}
