import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { requestIdIn } from "../request-id";
import { currentRequest } from "./auth-server";
import { signIn } from "./sign-in";

/** What server components read from the current request. */

/**
 * The cookies of a sign-in: the address that this browser requested a link for, the link it opened, and the text that
 * was typed and refused.
 */
export const getSignInCookies = cache(async () => signIn.read(await currentRequest()));

/** The link that this browser opened, as seen by the signed-in user. A page and its title share one call. */
export const lookAtLink = cache(async () => signIn.look(await currentRequest()));

/** The id of the current request, for the logs and for people who report an error page to us. */
export const getRequestId = async (): Promise<string | undefined> =>
  requestIdIn(new Headers(await headers()));
