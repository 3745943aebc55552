import "server-only";
import { fetchQuery } from "convex/nextjs";
import { cookies, headers } from "next/headers";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "./auth-server";
import { type Client, clientOf } from "./client-ip";
import { cookieName, cookieOptions } from "./cookies";
import { env } from "./env";
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

/** The caller, as Convex's limits and audit are told. */
export function clientOfRequest(requestHeaders: Headers, requestId?: string): Promise<Client> {
  const { TRUSTED_IP_HEADER: trustedHeader, INTERNAL_PROXY_SECRET: secret } = env;
  return clientOf(requestHeaders, { trustedHeader, secret, now: Date.now(), requestId });
}

export async function getClient(): Promise<Client> {
  const requestHeaders = new Headers(await headers());
  return clientOfRequest(requestHeaders, requestIdIn(requestHeaders));
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
