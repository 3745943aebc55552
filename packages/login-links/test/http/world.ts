import type { Backend, RenewAsk, RequestAsk, Spend } from "../../src/http/backend.ts";
import { type CookieKind, readCookie } from "../../src/http/cookies.ts";
import { browserHash, encodePending, nextPending, type Pending } from "../../src/http/pending-cookie.ts";
import type { SignInSettings, Step } from "../../src/http/setup.ts";
import { createSignIn, type SignIn } from "../../src/http/sign-in.ts";
import type { ExchangeOutcome, KnownLink, LinkView, RequestOutcome } from "../../src/shared/login-link.ts";

export const SITE = "http://localhost:3000";
export const NOW = Date.UTC(2026, 10, 23, 12);
export const TOKEN = "t".repeat(43);
export const OTHER_TOKEN = "o".repeat(43);
export const SESSION_COOKIES = [
  "better-auth.session_token=s; HttpOnly",
  "better-auth.convex_jwt=j; HttpOnly",
];
export const NAVIGATION = {
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  "sec-fetch-site": "cross-site",
};
export const OUR_FORM = {
  "sec-fetch-site": "same-origin",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

/** A minimal stand-in for Convex: one link, which the first attempt spends, and counters for the tests. */
export class World {
  readonly spent: Spend[] = [];
  readonly peeks: { token: string; browserHash?: string }[] = [];
  readonly asked: (RequestAsk | RenewAsk)[] = [];
  readonly errors: unknown[] = [];
  readonly failed: Step[] = [];
  view: Partial<KnownLink> | "unknown" = {};
  refusal: (ExchangeOutcome & { ok: false }) | null = null;
  /** The answer to a request for a link. If it is undefined, the request throws. */
  answer: RequestOutcome | undefined = { ok: true };
  /**
   * `isPeekDown` and `isExchangeDown` make each call throw before Convex has done its work. `losesNextAnswer` makes the
   * next exchange throw afterwards.
   */
  isPeekDown = false;
  isExchangeDown = false;
  losesNextAnswer = false;
  /** Runs when the previous session is ended. May throw, or return false for a failure. */
  cleanUp: ((request: Request) => Promise<unknown>) | undefined;
  /** How often the backend was called to end a session. */
  ended = 0;
  sessions = 0;
  timeoutMs: number | undefined;
  /** Overrides for the backend and the settings. */
  backend: Partial<Backend> = {};
  settings: Partial<SignInSettings> = {};
  private usedBy: string | null = null;

  constructor(
    private readonly siteUrl = SITE,
    private readonly askedBy: Pending | null = null,
  ) {}

  get respond(): (request: Request) => Promise<Response> {
    return this.signIn.callback;
  }

  get signIn(): SignIn {
    return createSignIn({
      siteUrl: this.siteUrl,
      brand: "Example",
      now: () => NOW,
      timeoutMs: this.timeoutMs,
      backend: {
        peek: async (_request, link) => this.peek(link),
        exchange: async (_request, spend) => this.exchange(spend),
        request: async (_request, ask) => this.ask(ask),
        renew: async (_request, ask) => this.ask(ask),
        endSession: async (request) => {
          this.ended += 1;
          return (await this.cleanUp?.(request)) !== false;
        },
        ...this.backend,
      },
      reportError: (error, { step }) => {
        this.errors.push(error);
        this.failed.push(step);
      },
      ...this.settings,
    });
  }

  private ask(ask: RequestAsk | RenewAsk): RequestOutcome {
    this.asked.push(ask);
    if (!this.answer) throw new Error("no route to Convex");
    return this.answer;
  }

  private async peek(link: { token: string; browserHash?: string }): Promise<LinkView> {
    this.peeks.push(link);
    if (this.isPeekDown) throw new Error("no route to Convex");
    if (this.view === "unknown") return { state: "unknown" };
    return {
      state: this.usedBy ? "used" : "ready",
      purpose: "sign-in",
      email: "ada@example.com",
      maskedEmail: "a•••@example.com",
      invitedBy: null,
      name: null,
      isRequestingBrowser: this.askedBy !== null && link.browserHash === (await browserHash(this.askedBy)),
      next: "/settings/profile",
      viewer: "none",
      viewerEmail: null,
      ...this.view,
    };
  }

  private async exchange(spend: Spend): Promise<ExchangeOutcome> {
    this.spent.push(spend);
    if (this.isExchangeDown) throw new Error("no route to Convex");
    if (this.refusal) return this.refusal;
    if (this.usedBy !== null && this.usedBy !== spend.attempt) return { ok: false, reason: "used" };
    if (this.usedBy === null) this.sessions += 1;
    this.usedBy = spend.attempt;
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false;
      throw new Error("connection reset");
    }
    return { ok: true, setCookies: SESSION_COOKIES, redirectTo: "/settings/profile", isNewUser: false };
  }
}

export const pendingOf = (email = "ada@example.com"): Pending => nextPending(null, email, NOW);

export const pendingCookie = (pending: Pending): string => `latchkey-pending=${encodePending(pending)}`;

export function follow(token: string, headers: Record<string, string> = NAVIGATION, method = "GET"): Request {
  return new Request(`${SITE}/login/callback?token=${token}`, { method, headers });
}

export function submit(fields: Record<string, string>, headers: Record<string, string>): Request {
  return new Request(`${SITE}/login/callback`, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });
}

/** The cookie of that kind in the response, as a browser would send it back; null if it is cleared or unchanged. */
export function cookieSet(response: Response, kind: CookieKind): string | null {
  const name = `latchkey-${kind}`;
  const line = response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  const value = line === undefined ? null : readCookie(line.split(";")[0] ?? "", name);
  return value ? `${name}=${value}` : null;
}

export function cleared(response: Response, kind: "link" | "pending"): boolean {
  return response.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`latchkey-${kind}=; Path=/; Max-Age=0`));
}
