import type { KnownLink, LinkState, LinkView } from "../shared/login-link.ts";
import { askedForAnother } from "./asked-for.ts";
import { fingerprint } from "./link-cookie.ts";
import { browserHash } from "./pending-cookie.ts";
import type { Problem } from "./messages.ts";
import type { Setup } from "./setup.ts";

/** What a confirm page shows. Nothing is spent by looking. */
export type Look<Extra = unknown> = {
  /** The fingerprint of the link in hand, for the hidden field `link` of the form. Null without a link. */
  shown: string | null;
  /** Null without a link, and when the deployment could not be reached. */
  view: LinkView<Extra> | null;
  /** The address that this browser asked for, where the link is for another one. */
  askedFor: string | null;
  /** This browser has asked for an email: the code in it works here. */
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

/** Why there is nothing to continue with; null where there is. `problem` is what the page's query says. */
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
 * The code to show large instead of the button, where the person has chosen "Sign in where I asked": the query of the confirm
 * page then has the flag `elsewhere`. Null where the link is for this browser alone, or over.
 */
export const shownCode = (link: KnownLink, elsewhere: unknown): string | null =>
  elsewhere === undefined ? null : (link.codeElsewhere ?? null);

/** Where the code in the email does what the link should have done. */
export const offersCode = (refusal: Problem, { isCodeWaiting }: Pick<Look, "isCodeWaiting">): boolean =>
  isCodeWaiting && (refusal === "code_waits" || refusal === "unknown" || refusal === "revoked");

/**
 * The state to show. The look at the link is up to a minute old, so the exchange's own refusal counts for more. And
 * after "unreachable" nobody knows whether the link was spent: trying again tells, and gets the session if it was.
 */
function stateOf(seen: LinkState, problem: Problem | null): LinkState {
  if (seen === "used" && problem === "unreachable") return "ready";
  const isRefused = problem === "expired" || problem === "revoked";
  return seen === "ready" && isRefused ? problem : seen;
}
