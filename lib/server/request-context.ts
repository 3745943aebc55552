import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { requestIdIn } from "../request-id";
import { currentRequest } from "./auth-server";
import { signIn } from "./sign-in";

/** What server components read of the request at hand. */

/** The cookies of a sign-in: which address this browser asked for, which link it holds, what was typed and refused. */
export const getSignInCookies = cache(async () => signIn.read(await currentRequest()));

/** The link in hand, seen as whoever is signed in here. Asked once for a page and its title. */
export const lookAtLink = cache(async () => signIn.look(await currentRequest()));

/** For the logs, and for whoever reads an error page to us. */
export const getRequestId = async (): Promise<string | undefined> =>
  requestIdIn(new Headers(await headers()));
