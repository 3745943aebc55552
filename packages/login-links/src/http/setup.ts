import { safeRedirect } from "../shared/safe-redirect.ts";
import type { Backend } from "./backend.ts";
import { type CookieKind, clearCookie, cookieName, readCookie, type Site } from "./cookies.ts";
import { cooldownLeft } from "./cooldown.ts";
import { escapeHtml } from "./html.ts";
import { decodeLink, type LinkInHand } from "./link-cookie.ts";
import { loginPath, type Paths, PATHS } from "./paths.ts";
import { decodePending, type Pending } from "./pending-cookie.ts";
import { respond } from "./responses.ts";
import { type OwnTexts, type Texts, withDefaults } from "./texts.ts";
import { decodeTyped } from "./typed-cookie.ts";
import { withTimeout } from "./with-timeout.ts";

/** The step during which something threw. */
export type Step =
  "look" | "peek" | "exchange" | "end-session" | "request" | "renew" | "user" | "end-other-sessions";

export type SignInSettings<Extra = unknown> = Site & {
  backend: Backend<Extra>;
  /** The site's name, for the pages that this package renders. A function is called for each page. */
  brand: string | (() => string);
  /** Where the pages and routes are mounted, if it differs from `PATHS`. */
  paths?: Partial<Paths>;
  /** Your own sentences, in place of the English ones. */
  texts?: OwnTexts;
  /** Called with every error that the person only sees as "We could not reach the server". */
  reportError?(error: unknown, during: { step: Step; request: Request }): void;
  /**
   * How long the deployment may take, in milliseconds, before the person gets a page with a way to try again; 15,000 by
   * default.
   */
  timeoutMs?: number;
  /** How long after one email the deployment sends another to the same address, in milliseconds; 60,000 by default. */
  cooldownMs?: number;
  now?(): number;
};

/** The sign-in cookies of the browser. */
export type SignInCookies = {
  /** Set if this browser has requested a link; contains the address. */
  pending: Pending | null;
  /** The link that was opened but not spent yet. */
  link: LinkInHand | null;
  /** The text that was typed into the login form and refused. */
  typed: string | null;
  /** How long this browser has to wait for another email, in whole seconds from the arrival of this request. */
  secondsUntilNext: number;
};

/** The settings with their defaults, and the helpers that all routes share. */
export class Setup<Extra = unknown> {
  readonly backend: Backend<Extra>;
  readonly site: Site;
  readonly paths: Paths;
  readonly texts: Texts;
  readonly now: () => number;

  constructor(private readonly settings: SignInSettings<Extra>) {
    const { siteUrl, cookiePrefix, sessionPrefix } = settings;
    this.backend = settings.backend;
    this.site = { siteUrl, cookiePrefix, sessionPrefix };
    this.paths = { ...PATHS, ...settings.paths };
    this.texts = withDefaults(settings.texts);
    this.now = settings.now ?? Date.now;
  }

  get brand(): string {
    const { brand } = this.settings;
    return typeof brand === "string" ? brand : brand();
  }

  cookiesOf({ headers }: Request): SignInCookies {
    const cookie = (kind: CookieKind) => readCookie(headers.get("cookie"), cookieName(kind, this.site));
    const pending = decodePending(cookie("pending"), this.now());
    return {
      pending,
      secondsUntilNext: pending ? this.cooldownLeft(pending) : 0,
      link: decodeLink(cookie("link")),
      typed: decodeTyped(cookie("typed")),
    };
  }

  /** Whole seconds until this browser may request another email. */
  cooldownLeft({ askedAt }: Pending): number {
    return cooldownLeft(askedAt, this.now(), this.settings.cooldownMs);
  }

  clear(kind: CookieKind): string {
    return clearCookie(kind, this.site);
  }

  /** A page of this site, whatever the value is. */
  safePath(value: unknown): string {
    const { home, notPages, login } = this.paths;
    return safeRedirect(value, home, [...notPages, login]);
  }

  loginPath(next: string, flags: Record<string, string> = {}): string {
    return loginPath(next, flags, this.paths.login);
  }

  /**
   * The result of the call. If the call throws or takes too long, the error is reported and the result is null, so that
   * the person gets a page rather than an error.
   */
  async attempt<T>(step: Step, request: Request, call: () => Promise<T>): Promise<T | null> {
    try {
      return await withTimeout(call, this.settings.timeoutMs ?? 15_000);
    } catch (error) {
      this.settings.reportError?.(error, { step, request });
      return null;
    }
  }

  /**
   * For requests that no page of this site sends. The answer links back to the login page, in case a person sees it.
   */
  refuse(status: 400 | 403): Response {
    const { title, text, toLogin } = this.texts.foreignForm;
    const body =
      `<!doctype html><html lang="${escapeHtml(this.texts.language)}">` +
      `<title>${escapeHtml(`${title} · ${this.brand}`)}</title><p>${escapeHtml(text)} ` +
      `<a href="${escapeHtml(this.paths.login)}">${escapeHtml(toLogin)}</a>.</p></html>`;
    return respond(status, { "Content-Type": "text/html; charset=utf-8" }, [], body);
  }
}
