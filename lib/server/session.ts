import "server-only";
import { loginPath, readSession } from "@latchkey/login-links/http";
import { preloadedQueryResult } from "convex/nextjs";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { api } from "@/convex/_generated/api";
import { preloadAuthQuery } from "./auth-server";
import { env } from "./env";
import { ROLE_RANK } from "../roles";
import { siteOf } from "../site";

/** The signed-in user, loaded once for each request. Convex decides this from the active session, not from a cookie. */
export const preloadAccount = cache(() => preloadAuthQuery(api.users.current));

export type User = NonNullable<Awaited<ReturnType<typeof getUser>>>;
export type Role = User["role"];

/** Null if nobody is signed in. Makes no call if there is no session cookie. Throws if Convex cannot be reached. */
export const getUser = cache(async () => {
  if (!readSession(new Headers(await headers()), siteOf(env.SITE_URL))) return null;
  return preloadedQueryResult(await preloadAccount());
});

/** The signed-in user; otherwise redirects to /login, and back to `path` afterwards. */
export async function requireUser(path: string): Promise<User> {
  return (await getUser()) ?? redirect(loginPath(path));
}

export const hasRole = (user: User, role: Role): boolean => ROLE_RANK[user.role] >= ROLE_RANK[role];
