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

/** Who is signed in, once per request however many ask. Decided by Convex from the live session, not by a cookie. */
export const preloadAccount = cache(() => preloadAuthQuery(api.users.current));

export type User = NonNullable<Awaited<ReturnType<typeof getUser>>>;
export type Role = User["role"];

/** Null when nobody is. Asks nobody when there is not even a cookie. Throws when Convex cannot be reached. */
export const getUser = cache(async () => {
  if (!readSession(new Headers(await headers()), siteOf(env.SITE_URL))) return null;
  return preloadedQueryResult(await preloadAccount());
});

/** The signed-in user, or off to /login and back to `path` afterwards. */
export async function requireUser(path: string): Promise<User> {
  return (await getUser()) ?? redirect(loginPath(path));
}

export const hasRole = (user: User, role: Role): boolean => ROLE_RANK[user.role] >= ROLE_RANK[role];
