import "server-only";
import { fetchQuery } from "convex/nextjs";
import { cookies, headers } from "next/headers";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "./auth-server";
import { cookieName, cookieOptions } from "./cookies";
import { env } from "./env";
import type { Visitor } from "./for-visitor";
import { decodeLink, type LinkInHand } from "./link-cookie";
import type { LinkView } from "./login-link";
import { decodePending, encodePending, type Pending, PENDING_MAX_AGE } from "./pending-cookie";
import { requestIdIn } from "./request-id";
import { readSession } from "./session-cookie";

/** What server components and actions read of the request at hand, and the cookie they may write. */

export async function getPending(): Promise<Pending | null> {
  return decodePending((await cookies()).get(cookieName("pending", env.SITE_URL))?.value, Date.now());
}

export async function keepPending(pending: Pending): Promise<void> {
  const options = cookieOptions(env.SITE_URL, PENDING_MAX_AGE);
  (await cookies()).set(cookieName("pending", env.SITE_URL), encodePending(pending), options);
}

export async function getLinkInHand(): Promise<LinkInHand | null> {
  return decodeLink((await cookies()).get(cookieName("link", env.SITE_URL))?.value);
}

/** What Convex is to be told of whoever sent the request, for `callForVisitor`. */
export async function getVisitor(): Promise<Visitor> {
  const requestHeaders = new Headers(await headers());
  return { headers: requestHeaders, requestId: requestIdIn(requestHeaders) };
}

/** For the logs, and for whoever reads an error page to us. */
export const getRequestId = async (): Promise<string | undefined> =>
  requestIdIn(new Headers(await headers()));

/** Looks at a link as whoever is signed in here. Without a session cookie nobody is asked who that might be. */
export async function peekAtLink(link: { token: string; browserHash?: string }): Promise<LinkView> {
  const args = { ...link, minute: Math.floor(Date.now() / 60_000) };
  const hasSession = readSession(new Headers(await headers()), env.SITE_URL) !== null;
  return hasSession ? fetchAuthQuery(api.loginLinks.peek, args) : fetchQuery(api.loginLinks.peek, args);
}
