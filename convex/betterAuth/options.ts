/**
 * Better Auth's settings for tables and sessions. The instance in ../auth.ts uses them, and so does the code in this
 * folder that writes sessions and cookies without an instance. This file must not import Better Auth, because every
 * module that reads a setting would have to evaluate it.
 */
import type { BetterAuthOptions } from "better-auth/minimal";
import { isSecure, sessionHash } from "@latchkey/login-links/http";
import { siteOf } from "../../lib/site";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const SESSION_SECONDS = 30 * 24 * HOUR;
export const JWT_SECONDS = 15 * MINUTE;

/** In characters. Even if every character is escaped, a JWT with the name fits into a cookie of 4,096 bytes. */
export const MAX_NAME_LENGTH = 200;

/**
 * The `jwt` plugin stores the signing keys. If you add a plugin that has its own tables, add it here and in schema.ts.
 */
const jwtTables = {
  id: "jwt",
  schema: {
    jwks: {
      fields: {
        publicKey: { type: "string", required: true },
        privateKey: { type: "string", required: true },
        createdAt: { type: "date", required: true },
        expiresAt: { type: "date", required: false },
      },
    },
  },
} as const;

export const tableOptions = { plugins: [jwtTables] } satisfies BetterAuthOptions;

/** The settings that determine the names and attributes of both cookies. @param siteUrl where people reach the app */
export function sessionOptions(siteUrl: string) {
  return {
    baseURL: siteUrl,
    session: { expiresIn: SESSION_SECONDS, updateAge: HOUR },
    advanced: { ...cookieOptions(siteUrl), ipAddress: { disableIpTracking: true } },
  } satisfies BetterAuthOptions;
}

/**
 * `useSecureCookies` is off, because it gives the cookies the prefix `__Secure-`, and a subdomain can set such a
 * cookie.
 */
function cookieOptions(siteUrl: string) {
  const cookiePrefix = siteOf(siteUrl).sessionPrefix;
  return { cookiePrefix, useSecureCookies: false, defaultCookieAttributes: { secure: isSecure(siteUrl) } };
}

interface SignedIn {
  user: { name: string; email: string; emailVerified: boolean };
  session: { token: string };
}

/**
 * The claims about user and session in a JWT, besides their ids. `jti` makes each JWT unique: two JWTs of the same
 * second would otherwise have the same text, and the Convex client schedules no refresh if a new JWT equals the old
 * one.
 */
export async function jwtClaims({ user: { name, email, emailVerified }, session }: SignedIn) {
  // Removes half of a surrogate pair at the end, because it is not valid text.
  const short = name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, "");
  const jti = crypto.randomUUID();
  return { jti, name: short, email, emailVerified, sessionHash: await sessionHash(session.token) };
}
