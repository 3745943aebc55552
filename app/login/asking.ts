import { api } from "@/convex/_generated/api";
import { redirect } from "@/lib/answers";
import { type CookieKind, cookieName, readCookie, setCookie } from "@/lib/login/cookies";
import { env } from "@/lib/server/env";
import { callForVisitor } from "@/lib/server/for-visitor";
import { log } from "@/lib/server/log";
import {
  browserHash,
  decodePending,
  encodePending,
  type Pending,
  PENDING_MAX_AGE,
} from "@/lib/login/pending-cookie";
import { requestIdFor } from "@/lib/request-id";

/** What the two routes of asking for a link, /login/request and /login/renew, have in common. */

type Answer = { ok: true } | { ok: false; reason: Failure["problem"]; retryAfterSeconds?: number };
export type Failure = {
  problem: "invalid_email" | "rate_limited" | "unknown" | "unreachable";
  waitSeconds?: number;
};

/** Asks for a link by mail. Says nothing of whether anybody has the address. */
export const ask = (request: Request, { pending, next }: { pending: Pending; next: string }) =>
  attempt(request, () =>
    callForVisitor(visitorOf(request), api.loginLinks.request, async (convex, client) =>
      convex.mutation(api.loginLinks.request, {
        email: pending.email,
        next,
        browserHash: await browserHash(pending),
        client,
      }),
    ),
  );

/** Asks for a new one in the place of an expired one. The address stays unknown here: it may not be the reader's. */
export const renew = (request: Request, { pending, token }: { pending: Pending; token: string }) =>
  attempt(request, () =>
    callForVisitor(visitorOf(request), api.loginLinks.renew, async (convex, client) =>
      convex.mutation(api.loginLinks.renew, { token, browserHash: await browserHash(pending), client }),
    ),
  );

const visitorOf = (request: Request) => ({ headers: request.headers, requestId: requestIdFor(request) });

/** What went wrong, or null. Convex out of reach is one of the answers: the person tries again. */
async function attempt(request: Request, call: () => Promise<Answer>): Promise<Failure | null> {
  try {
    const answer = await call();
    return answer.ok ? null : { problem: answer.reason, waitSeconds: answer.retryAfterSeconds };
  } catch (error) {
    log.error("asking.unreachable", error, { requestId: requestIdFor(request) });
    return { problem: "unreachable" };
  }
}

/** As the pages read it back from their URL, see lib/login/flags.ts. */
export function flagsOf({ problem, waitSeconds }: Failure): Record<string, string> {
  return waitSeconds === undefined ? { problem } : { problem, wait: String(Math.ceil(waitSeconds)) };
}

export const pendingIn = (request: Request): Pending | null =>
  decodePending(cookieIn(request, "pending"), Date.now());

export const cookieIn = (request: Request, kind: CookieKind): string | null =>
  readCookie(request.headers.get("cookie"), cookieName(kind, env.SITE_URL));

/** On to a page, with the pending cookie that makes this the browser that asked. */
export function waitForMail(location: string, pending: Pending, ...setCookies: string[]): Response {
  const cookie = setCookie("pending", encodePending(pending), env.SITE_URL, PENDING_MAX_AGE);
  return redirect(location, [cookie, ...setCookies]);
}
