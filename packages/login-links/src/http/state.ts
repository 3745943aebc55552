import { loginProblem, readFlags } from "./flags.ts";
import type { Problem } from "./messages.ts";
import { respond } from "./responses.ts";
import type { Setup } from "./setup.ts";
import { codeSentence, linkSentence } from "./texts.ts";

/** What a login page that is rendered in the browser cannot see by itself, because the cookies are not for scripts. */
export type SignInState = {
  /**
   * This browser has asked for a link. `email` is null where an expired link was renewed: its address is not told here.
   * `askedAt` is in milliseconds, by the server's clock.
   */
  asked: { email: string | null; askedAt: number; secondsUntilNext: number } | null;
  /** What was typed into the form and refused. */
  typed: string | null;
  /** What went wrong, from the query that the page was opened with and has handed on. */
  problem: { reason: Problem; text: string } | null;
};

/**
 * `GET /login/state`, as JSON, with the login page's own query (`location.search`) behind it. It reads cookies and asks
 * nobody, so it says nothing of whether anybody has the address.
 */
function readState<Extra>(setup: Setup<Extra>, request: Request): SignInState {
  const { searchParams } = new URL(request.url);
  const query = Object.fromEntries(searchParams);
  const { pending, typed, secondsUntilNext } = setup.cookiesOf(request);
  const flags = { ...readFlags(query), problem: loginProblem(query, pending, setup.now()) };
  const isAsked = pending !== null && !searchParams.has("another");
  const text = (isAsked ? codeSentence : linkSentence)(flags, setup.texts);
  return {
    asked: isAsked
      ? {
          email: pending.isRenewal ? null : pending.email || null,
          askedAt: pending.askedAt,
          secondsUntilNext,
        }
      : null,
    typed,
    problem: flags.problem && text ? { reason: flags.problem, text } : null,
  };
}

export function respondWithState<Extra>(setup: Setup<Extra>, request: Request): Response {
  if (request.method !== "GET") return respond(405, { Allow: "GET" });
  const headers = { "Content-Type": "application/json" };
  return respond(200, headers, [], JSON.stringify(readState(setup, request)));
}
