import { parseEmailAddress } from "../shared/email-address.ts";
import type { RequestOutcome } from "../shared/login-link.ts";
import { setCookie } from "./cookies.ts";
import { askedFlag, flagsOf } from "./flags.ts";
import {
  browserHash,
  encodePending,
  nextPending,
  type Pending,
  PENDING_MAX_AGE,
  renewedPending,
} from "./pending-cookie.ts";
import { readWrittenAddress } from "./read-address.ts";
import { readForm, textIn } from "./read-form.ts";
import { redirect, respond } from "./responses.ts";
import { isSameOrigin } from "./same-origin.ts";
import type { Setup } from "./setup.ts";
import { encodeTyped, TYPED_MAX_AGE } from "./typed-cookie.ts";

/**
 * The two routes that request a link. If they are reloaded, or typed into the address bar, they redirect to their page.
 */
export class LinkRequests<Extra> {
  constructor(private readonly setup: Setup<Extra>) {}

  /**
   * The form on the login page: requests a link for the address in the field `email` or, without that field, another
   * one for the last address. `next` is where the link should lead.
   */
  async request(request: Request): Promise<Response> {
    if (isRead(request)) return redirect(this.setup.paths.login);
    if (request.method !== "POST") return respond(405, { Allow: "GET, HEAD, POST" });
    if (!isSameOrigin(request.headers, this.setup.site.siteUrl)) return this.setup.refuse(403);
    const form = await readForm(request);
    const email = textIn(form, "email");
    const next = this.setup.safePath(textIn(form, "next"));
    return form && email === null
      ? this.sendAgain(request, next)
      : this.sendTo(request, addressIn(email ?? ""), next);
  }

  /**
   * The form of an expired link: mails a new one to the same address. The link cookie identifies the link; the body is
   * not read.
   */
  async renew(request: Request): Promise<Response> {
    const { paths, site } = this.setup;
    if (isRead(request)) return redirect(paths.confirm);
    if (request.method !== "POST") return respond(405, { Allow: "GET, HEAD, POST" });
    if (!isSameOrigin(request.headers, site.siteUrl)) return this.setup.refuse(403);
    const { link, pending: previous } = this.setup.cookiesOf(request);
    if (!link) return redirect(paths.confirm);
    const pending = renewedPending(previous, this.setup.now());
    const failure = await this.ask("renew", request, async () =>
      this.setup.backend.renew(request, { token: link.token, browserHash: await browserHash(pending) }),
    );
    if (failure) return redirect(`${paths.confirm}?${new URLSearchParams(failure)}`);
    return this.waitForMail(paths.login, pending);
  }

  /** If the request is refused, the form is shown again with the typed address. */
  private async sendTo(request: Request, email: string, next: string): Promise<Response> {
    const pending = nextPending(this.setup.cookiesOf(request).pending, email, this.setup.now());
    const failure = await this.askFor(request, pending, next);
    if (!failure) {
      const location = this.setup.loginPath(next, askedFlag(this.setup.now()));
      return this.waitForMail(location, pending, this.setup.clear("typed"));
    }
    const typed = setCookie("typed", encodeTyped(email), this.setup.site, TYPED_MAX_AGE);
    return redirect(this.setup.loginPath(next, { another: "", ...failure }), [typed]);
  }

  private async sendAgain(request: Request, next: string): Promise<Response> {
    const toLogin = (flags: Record<string, string>) => this.setup.loginPath(next, flags);
    const { pending: previous, secondsUntilNext } = this.setup.cookiesOf(request);
    if (!previous?.email) return redirect(toLogin({ another: "" }));
    if (secondsUntilNext > 0)
      return redirect(toLogin(flagsOf({ reason: "cooldown", retryAfterSeconds: secondsUntilNext })));
    const pending = nextPending(previous, previous.email, this.setup.now());
    const failure = await this.askFor(request, pending, next);
    if (failure) return redirect(toLogin(failure));
    return this.waitForMail(toLogin({ sent: "again" }), pending);
  }

  private askFor(request: Request, pending: Pending, next: string): Promise<Record<string, string> | null> {
    return this.ask("request", request, async () =>
      this.setup.backend.request(request, {
        email: pending.email,
        next,
        browserHash: await browserHash(pending),
      }),
    );
  }

  /** What went wrong, for the query of a page; null if nothing did. */
  private async ask(
    step: "request" | "renew",
    request: Request,
    call: () => Promise<RequestOutcome>,
  ): Promise<Record<string, string> | null> {
    const outcome = await this.setup.attempt(step, request, call);
    if (!outcome) return flagsOf({ reason: "unreachable" });
    return outcome.ok ? null : flagsOf(outcome);
  }

  /** Redirects to a page, and sets the pending cookie, by which this browser is recognised later. */
  private waitForMail(location: string, pending: Pending, ...setCookies: string[]): Response {
    const cookie = setCookie("pending", encodePending(pending), this.setup.site, PENDING_MAX_AGE);
    return redirect(location, [cookie, ...setCookies]);
  }
}

const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/**
 * If the typed text is an address, the text itself, because the page repeats it. Otherwise the address that the text
 * contains, or the text if it contains none.
 */
const addressIn = (typed: string): string =>
  parseEmailAddress(typed) ? typed.trim() : (readWrittenAddress(typed) ?? typed.trim());
