import type { KnownLink, LinkState, LinkView } from "../shared/login-link.ts";
import { askedForAnother } from "./asked-for.ts";
import { fingerprint } from "./link-cookie.ts";
import { browserHash } from "./pending-cookie.ts";
import type { Problem } from "./messages.ts";
import type { Setup } from "./setup.ts";

/** What a confirm page shows. Looking at a link does not spend it. */
export type Look<Extra = unknown> = {
  /** The fingerprint of the opened link, for the hidden field `link` of the form. Null without a link. */
  shown: string | null;
  /** Null without a link, or if the deployment could not be reached. */
  view: LinkView<Extra> | null;
  /** The address that this browser requested a link for, if the link is for a different one. */
  askedFor: string | null;
  /** This browser has requested an email, so the code in it works here. */
  isCodeWaiting: boolean;
};

export async function look<Extra>(setup: Setup<Extra>, request: Request): Promise<Look<Extra>> {
  const { link, pending } = setup.cookiesOf(request);
  const isCodeWaiting = pending !== null;
  if (!link) return { shown: null, view: null, askedFor: null, isCodeWaiting };
  const asked = pending ? { browserHash: await browserHash(pending) } : {};
  const view = await setup.attempt("look", request, () =>
    setup.backend.peek(request, { token: link.token, ...asked }),
  );
  const askedFor = view && view.state !== "unknown" ? askedForAnother(pending, view) : null;
  return { shown: await fingerprint(link.token), view, askedFor, isCodeWaiting };
}

/** Why the person cannot continue; null if they can. `problem` is the one in the page's query. */
export function refusalOf<Extra>(
  { shown, view, isCodeWaiting }: Look<Extra>,
  problem: Problem | null,
): Problem | null {
  if (shown === null && problem === "unknown") return "unknown";
  if (shown === null) return isCodeWaiting ? "code_waits" : "cookies_off";
  if (!view) return "unreachable";
  if (view.state === "unknown") return "unknown";
  const state = stateOf(view.state, problem);
  return state === "ready" ? null : state;
}

/**
 * The code to show in large type instead of the button, after the person chose "Sign in where I asked": the query of
 * the confirm page then has the flag `elsewhere`. Null if the link works only in this browser, or no longer works.
 */
export const shownCode = (link: KnownLink, elsewhere: unknown): string | null =>
  elsewhere === undefined ? null : (link.codeElsewhere ?? null);

/** Whether to offer the code in the email instead of the link. */
export const offersCode = (refusal: Problem, { isCodeWaiting }: Pick<Look, "isCodeWaiting">): boolean =>
  isCodeWaiting && (refusal === "code_waits" || refusal === "unknown" || refusal === "revoked");

/**
 * The state to show. The look at the link is up to a minute old, so the exchange's own refusal has priority. After
 * "unreachable" it is unknown whether the link was spent. The person can try again, and gets the session if it was.
 */
function stateOf(seen: LinkState, problem: Problem | null): LinkState {
  if (seen === "used" && problem === "unreachable") return "ready";
  const isRefused = problem === "expired" || problem === "revoked";
  return seen === "ready" && isRefused ? problem : seen;
}
