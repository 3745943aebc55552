import "server-only";
import { fetchQuery } from "convex/nextjs";
import { cookies, headers } from "next/headers";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "./auth-server";
import { signMinute } from "../clock-claim";
import { cookieName } from "../login/cookies";
import { env } from "./env";
import { decodeLink, type LinkInHand } from "../login/link-cookie";
import type { LinkView } from "../login/login-link";
import { decodePending, type Pending } from "../login/pending-cookie";
import { requestIdIn } from "../request-id";
import { readSession } from "../session-cookie";
import { decodeTyped } from "../login/typed-cookie";

/** What server components read of the request at hand. */

export async function getPending(): Promise<Pending | null> {
  return decodePending((await cookies()).get(cookieName("pending", env.SITE_URL))?.value, Date.now());
}

/** What was typed into the form on /login and refused. */
export async function getTyped(): Promise<string | null> {
  return decodeTyped((await cookies()).get(cookieName("typed", env.SITE_URL))?.value);
}

export async function getLinkInHand(): Promise<LinkInHand | null> {
  return decodeLink((await cookies()).get(cookieName("link", env.SITE_URL))?.value);
}

/** For the logs, and for whoever reads an error page to us. */
export const getRequestId = async (): Promise<string | undefined> =>
  requestIdIn(new Headers(await headers()));

/** Looks at a link as whoever is signed in here. Without a session cookie nobody is asked who that might be. */
export async function peekAtLink(link: { token: string; browserHash?: string }): Promise<LinkView> {
  const args = { ...link, ...(await signMinute(env.INTERNAL_PROXY_SECRET, Date.now())) };
  const hasSession = readSession(new Headers(await headers()), env.SITE_URL) !== null;
  return hasSession ? fetchAuthQuery(api.loginLinks.peek, args) : fetchQuery(api.loginLinks.peek, args);
}
