/** A session as the exchange makes it: its rows in one call of the component, its cookies signed by Better Auth. */
import { JWT_COOKIE_NAME } from "@convex-dev/better-auth/plugins";
import { generateRandomString } from "better-auth/crypto";
import type { FunctionReturnType } from "convex/server";
import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { cookieSigner, SESSION_SECONDS } from "../auth";
import type { Client } from "./client";

export interface MintedSession {
  sessionId: string;
  userId: string;
  email: string;
  emailVerified: boolean;
  /** Complete Set-Cookie values: the session's token and Convex's JWT. */
  setCookies: string[];
}

/** Begins a session for whoever holds the address, on the word of the caller alone. */
export async function mintSession(
  ctx: MutationCtx,
  { email, name = "", verifiesEmail }: { email: string; name?: string; verifiesEmail: boolean },
  { ipAddress, userAgent }: Client,
): Promise<MintedSession & { isNewUser: boolean }> {
  const session = {
    token: generateRandomString(32, "a-z", "A-Z", "0-9"),
    expiresAt: Date.now() + SESSION_SECONDS * 1_000,
    ipAddress: ipAddress ?? "",
    userAgent: userAgent ?? "",
  };
  const link = { email, name, verifiesEmail };
  const begun = await ctx.runMutation(components.betterAuth.signIn.begin, { ...link, session });
  return { ...(await withCookies(begun)), isNewUser: begun.isNewUser };
}

/** The same session's cookies once more; null once it has ended. */
export async function mintAgain(ctx: MutationCtx, sessionId: string): Promise<MintedSession | null> {
  const begun = await ctx.runQuery(components.betterAuth.signIn.resume, { sessionId });
  return begun && withCookies(begun);
}

type SignedIn = NonNullable<FunctionReturnType<typeof components.betterAuth.signIn.resume>>;

/**
 * Throws where the JWT could not be signed, which the Convex plugin keeps to itself: such a session opens no page, and the
 * link would be spent on it.
 */
async function withCookies({ session, user, signingKey }: SignedIn): Promise<MintedSession> {
  if (!signingKey) throw noKey();
  const { headers } = await cookieSigner({ ...signingKey, id: signingKey._id }).api.signCookies({
    body: { session: withDates(session), user: withDates(user) },
    returnHeaders: true,
  });
  const setCookies = headers.getSetCookie();
  if (!setCookies.some((cookie) => cookie.includes(`.${JWT_COOKIE_NAME}=`))) throw noKey();
  const { email, emailVerified } = user;
  return { sessionId: session._id, userId: user._id, email, emailVerified, setCookies };
}

function noKey(): Error {
  return new Error("No JWT could be signed: see convex/signingKeys.ts");
}

/** A row as Better Auth has it. */
function withDates<Row extends { _id: string; createdAt: number; updatedAt: number; expiresAt?: number }>({
  _id,
  createdAt,
  updatedAt,
  expiresAt = 0,
  ...row
}: Row) {
  const times = {
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    expiresAt: new Date(expiresAt),
  };
  return { ...row, ...times, id: _id };
}
