import type { ExchangeOutcome, Proof } from "../shared/login-link.ts";
import { askedForAnother, isOfAnotherTab } from "./asked-for.ts";
import type { Spend } from "./backend.ts";
import { setCookie } from "./cookies.ts";
import { flagsOf } from "./flags.ts";
import {
  attemptFromPending,
  encodeLink,
  fingerprint,
  LINK_MAX_AGE,
  type LinkInHand,
  takeInHand,
} from "./link-cookie.ts";
import type { Problem } from "./messages.ts";
import { browserHash } from "./pending-cookie.ts";
import { readCode } from "./read-code.ts";
import { readForm, textIn } from "./read-form.ts";
import { readToken } from "./read-token.ts";
import { redirect, respond } from "./responses.ts";
import { isSameOrigin, isTopLevelNavigation } from "./same-origin.ts";
import { isSameSession } from "./session-cookie.ts";
import type { Setup, SignInCookies } from "./setup.ts";

/** A session that has begun: its complete Set-Cookie values, and where the person goes. */
export type Arrival = { setCookies: readonly string[]; redirectTo: string };

/**
 * The whole callback route.
 *
 * GET changes nothing, because mail scanners fetch every link. It moves the token from the URL into a cookie and
 * redirects to the confirm page. Only a browser that proves that it requested this link is signed in at once.
 *
 * POST spends the token, or a typed code. Every answer except a refusal is a 303 that sets its cookies, is never stored
 * and sends no referrer.
 */
export class Callback<Extra> {
  constructor(private readonly setup: Setup<Extra>) {}

  async respond(request: Request): Promise<Response> {
    switch (request.method) {
      case "HEAD":
        return respond(204);
      case "GET":
        return this.followLink(request);
      case "POST":
        return this.spendProof(request);
      default:
        return respond(405, { Allow: "GET, HEAD, POST" });
    }
  }

  private async followLink(request: Request): Promise<Response> {
    const token = readToken(new URL(request.url));
    if (token === null) return this.toConfirm({ problem: "unknown" }, [this.setup.clear("link")]);
    const cookies = this.setup.cookiesOf(request);
    const link = await takeInHand(token, cookies.link, cookies.pending);
    const proven = await this.signInProvenBrowser(request, cookies, link);
    return proven ?? this.toConfirm({}, [this.keep(link)]);
  }

  /**
   * Signs in at once if the browser proves that it requested the link. Null if anything is in doubt, so that the person
   * is asked first.
   */
  private async signInProvenBrowser(
    request: Request,
    { pending }: SignInCookies,
    link: LinkInHand,
  ): Promise<Response | null> {
    if (!pending || !isTopLevelNavigation(request.headers)) return null;
    const asker = await browserHash(pending);
    const view = await this.setup.attempt("peek", request, () =>
      this.setup.backend.peek(request, { token: link.token, browserHash: asker }),
    );
    if (!view || view.state === "unknown" || !view.isRequestingBrowser || view.viewer === "other")
      return null;
    if (view.viewer === "same") return this.arrive(view.next);
    if (askedForAnother(pending, view) !== null) return null;
    // The link may have been used by an earlier try of this exchange, whose answer was lost. The same attempt then gets
    // its session again.
    if (view.state !== "ready" && view.state !== "used") return null;
    const proof: Proof = { kind: "token", token: link.token };
    const outcome = await this.exchange(request, { proof, attempt: link.attempt, browserHash: asker });
    if (!outcome) return this.toConfirm({ problem: "unreachable" }, [this.keep(link)]);
    if (outcome.ok) return this.signIn(request, outcome);
    const { reason } = outcome;
    return reason === "refused" || reason === "held"
      ? this.toConfirm({ problem: reason }, [this.keep(link)])
      : null;
  }

  private async spendProof(request: Request): Promise<Response> {
    if (!isSameOrigin(request.headers, this.setup.site.siteUrl)) return this.setup.refuse(403);
    const form = await readForm(request);
    if (!form) return this.setup.refuse(400);
    const cookies = this.setup.cookiesOf(request);
    const code = textIn(form, "code");
    return code === null
      ? this.spendLink(request, cookies, textIn(form, "link"))
      : this.spendCode(request, cookies, {
          code,
          next: textIn(form, "next"),
          shownFor: textIn(form, "for"),
        });
  }

  /** @param shown the fingerprint of the link that the confirm page was showing */
  private async spendLink(
    request: Request,
    { link, pending }: SignInCookies,
    shown: string | null,
  ): Promise<Response> {
    if (!link) return this.toConfirm({ problem: "cookies_off" });
    if (shown !== null && shown !== (await fingerprint(link.token)))
      return this.toConfirm({ problem: "changed" });
    const outcome = await this.exchange(request, {
      proof: { kind: "token", token: link.token },
      attempt: link.attempt,
      ...(pending && { browserHash: await browserHash(pending) }),
    });
    if (!outcome) return this.toConfirm({ problem: "unreachable" });
    return outcome.ok ? this.signIn(request, outcome) : this.toConfirm(flagsOf(outcome));
  }

  private async spendCode(
    request: Request,
    { pending }: SignInCookies,
    typed: { code: string; next: string | null; shownFor: string | null },
  ): Promise<Response> {
    const backToForm = (flags: Record<string, string>) =>
      redirect(this.setup.loginPath(this.setup.safePath(typed.next), flags));
    if (!pending) return backToForm({ problem: "cookies_off" });
    if (isOfAnotherTab(typed.shownFor, pending)) return backToForm({ problem: "other_code" });
    const code = readCode(typed.code);
    if (!code) return backToForm({ problem: "bad_code" });
    const asker = await browserHash(pending);
    const attempt = await attemptFromPending(pending, code);
    const proof: Proof = { kind: "code", code, browserHash: asker };
    const outcome = await this.exchange(request, { proof, attempt, browserHash: asker });
    if (!outcome) return backToForm({ problem: "unreachable" });
    return outcome.ok ? this.signIn(request, outcome) : backToForm(flagsOf(outcome));
  }

  private exchange(request: Request, spend: Spend): Promise<ExchangeOutcome | null> {
    return this.setup.attempt("exchange", request, () => this.setup.backend.exchange(request, spend));
  }

  /** The link is spent by now, so errors of the clean-up must not keep the new session from the browser. */
  async signIn(request: Request, { setCookies, redirectTo }: Arrival): Promise<Response> {
    if (!isSameSession(request, setCookies, this.setup.site))
      await this.setup.attempt("end-session", request, () => this.setup.backend.endSession(request));
    return this.arrive(redirectTo, setCookies);
  }

  /** The sign-in is complete, so both of its cookies are cleared. */
  private arrive(path: string, setCookies: readonly string[] = []): Response {
    const { setup } = this;
    return redirect(setup.safePath(path), [...setCookies, setup.clear("link"), setup.clear("pending")]);
  }

  private toConfirm(flags: { problem?: Problem }, setCookies: string[] = []): Response {
    const query = new URLSearchParams(flags).toString();
    return redirect(`${this.setup.paths.confirm}${query ? `?${query}` : ""}`, setCookies);
  }

  private keep(link: LinkInHand): string {
    return setCookie("link", encodeLink(link), this.setup.site, LINK_MAX_AGE);
  }
}
