import { loginProblem, readFlags } from "./flags.ts";
import type { Problem } from "./messages.ts";
import { respond } from "./responses.ts";
import type { Setup } from "./setup.ts";
import { codeSentence, linkSentence } from "./texts.ts";

/** What a login page that is rendered in the browser cannot read itself, because scripts cannot read the cookies. */
export type SignInState = {
  /**
   * This browser has requested a link. `email` is null if an expired link was renewed, because its address is not
   * revealed. `askedAt` is in milliseconds, by the server's clock.
   */
  asked: { email: string | null; askedAt: number; secondsUntilNext: number } | null;
  /** The text that was typed into the form and refused. */
  typed: string | null;
  /** What went wrong, from the query that the page was opened with and has passed on. */
  problem: { reason: Problem; text: string } | null;
};

/**
 * `GET /login/state`, as JSON. Call it with the login page's own query (`location.search`). It only reads cookies and
 * makes no call, so it cannot reveal whether an address has an account.
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
