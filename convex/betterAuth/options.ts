/**
 * What Better Auth is told of its tables and sessions: by the instance in ../auth.ts and by the code here that does some
 * of its work without one. Nothing of Better Auth is imported, because whoever reads an option would evaluate it.
 */
import type { BetterAuthOptions } from "better-auth/minimal";
import { isSecure, sessionHash } from "@latchkey/login-links/http";
import { siteOf } from "../../lib/site";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const SESSION_SECONDS = 30 * 24 * HOUR;
export const JWT_SECONDS = 15 * MINUTE;

/** In characters: with all of them escaped, a JWT that carries the name still fits into a cookie of 4,096 bytes. */
export const MAX_NAME_LENGTH = 200;

/** The plugin of this id keeps the signing keys. A plugin with tables of its own is named here and in schema.ts. */
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

/** Names and attributes of both cookies follow from these. @param siteUrl where people reach the app */
export function sessionOptions(siteUrl: string) {
  return {
    baseURL: siteUrl,
    session: { expiresIn: SESSION_SECONDS, updateAge: HOUR },
    advanced: { ...cookieOptions(siteUrl), ipAddress: { disableIpTracking: true } },
  } satisfies BetterAuthOptions;
}

/** With `useSecureCookies` the names would begin with `__Secure-`, which a subdomain may set. */
function cookieOptions(siteUrl: string) {
  const cookiePrefix = siteOf(siteUrl).sessionPrefix;
  return { cookiePrefix, useSecureCookies: false, defaultCookieAttributes: { secure: isSecure(siteUrl) } };
}

interface SignedIn {
  user: { name: string; email: string; emailVerified: boolean };
  session: { token: string };
}

/** What a JWT tells of its user and session, beside the ids. */
export async function jwtClaims({ user: { name, email, emailVerified }, session }: SignedIn) {
  // Cut between two characters: half of one is no text.
  const short = name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, "");
  return { name: short, email, emailVerified, sessionHash: await sessionHash(session.token) };
}
