import "server-only";
import {
  cookieName,
  readCookie,
  readLinkToken,
  sha256Hex,
  visitorMutations,
} from "@latchkey/login-links/http";
import { after } from "next/server";
import { api } from "@/convex/_generated/api";
import { readSignals } from "../link-visits/signals";
import { requestIdFor } from "../request-id";
import { siteOf } from "../site";
import { env } from "./env";
import { log } from "./log";
import { visitorSettings } from "./sign-in";

const SITE = siteOf(env.SITE_URL);
const { protocol, hostname } = new URL(env.SITE_URL);
const IS_SECURE = protocol === "https:" || hostname === "localhost";

/** How many visits this server stores at the same time. Further visits are dropped, because no link depends on them. */
const MAX_AT_ONCE = 20;
const visits = visitorMutations({ ...visitorSettings, timeoutMs: 5_000 });
let underWay = 0;

/**
 * Wraps the callback route and stores each visit to a link, so that the campaign's page can distinguish people from
 * mail filters. The visit is stored after the response was sent, and an error in storing it does not change the
 * response.
 * @param later runs its argument after the answer
 */
export function withVisits(
  handle: (request: Request) => Promise<Response>,
  later: (task: () => Promise<void>) => void = after,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await handle(request);
    const token = tokenOf(request);
    if (token !== null) later(() => note(request, token, attemptIn(response)));
    return response;
  };
}

/** The token of a link that somebody opens. Null for the form of the confirm page, which is no visit. */
function tokenOf({ method, url }: Request): string | null {
  return method === "GET" || method === "HEAD" ? readLinkToken(new URL(url)) : null;
}

async function note(request: Request, token: string, attempt: string | null): Promise<void> {
  if (underWay >= MAX_AT_ONCE) return;
  underWay++;
  try {
    await visits.mutate(request, api.linkVisits.note, {
      tokenHash: await sha256Hex(token),
      isHead: request.method === "HEAD",
      ...readSignals(request.headers, IS_SECURE),
      ...(attempt === null ? {} : { attemptHash: await sha256Hex(attempt) }),
    });
  } catch (error) {
    // The message of an error may quote the arguments.
    const name = error instanceof Error ? error.name : "unknown";
    log.info("visit.not_noted", { requestId: requestIdFor(request), error: name });
  } finally {
    underWay--;
  }
}

/**
 * The attempt that the answer gives to this browser. If the browser signs in with it later, its visit was a person's.
 */
function attemptIn({ headers }: Response): string | null {
  const name = cookieName("link", SITE);
  const line = headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  const value = line === undefined ? null : readCookie(line.split(";")[0] ?? "", name);
  return value?.split(".")[1] ?? null;
}
