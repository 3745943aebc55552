import { answer, redirect, refusePlainly } from "../answers";
import { askedForAnother } from "./asked-for";
import { clearCookie, cookieName, readCookie, setCookie } from "./cookies";
import {
  attemptFromPending,
  decodeLink,
  encodeLink,
  fingerprint,
  LINK_MAX_AGE,
  type LinkInHand,
  takeInHand,
} from "./link-cookie";
import type { ExchangeOutcome, LinkView, Proof } from "./login-link";
import { browserHash, decodePending, type Pending } from "./pending-cookie";
import { loginPath } from "./login-path";
import { readCode } from "./read-code";
import { readForm } from "../read-form";
import { readToken } from "./read-token";
import { withPatience } from "../patience";
import type { Problem } from "./refusals";
import { safeRedirect } from "./safe-redirect";
import { isSameOrigin, isTopLevelNavigation } from "./same-origin";

export type ExchangeDependencies = {
  /** Decides the cookies' names and which Origin is ours. The Host header is never asked. */
  siteUrl: string;
  /** Looks at a link without spending it, as the person signed in in the request's browser. Throws when it cannot. */
  peek(request: Request, link: { token: string; browserHash: string }): Promise<LinkView>;
  /** Spends the proof. Throws when Convex cannot be reached: then nobody knows whether it was spent. */
  exchange(
    request: Request,
    spend: { proof: Proof; attempt: string; browserHash?: string },
  ): Promise<ExchangeOutcome>;
  /** Ends the session that the new one replaces, if it is another one. When it fails, the person is signed in all the same. */
  endReplacedSession?(request: Request, setCookies: string[]): Promise<void>;
  reportError?(error: unknown, request: Request): void;
  /** How long Convex may take, in milliseconds, before the person gets a page to try again from. 15 s if not said. */
  patience?: number;
  now?(): number;
};

/** What the browser brought along. */
type Visit = {
  request: Request;
  pending: Pending | null;
  link: LinkInHand | null;
};

/** The typed code, or the fingerprint of the link that the confirm page was showing. */
type Form = { code: string | null; shown: string | null; next: string | null };

const CONFIRM = "/login/confirm";

/**
 * The whole of /login/callback on web standards: mount it on any server that speaks Request and Response.
 *
 * GET is inert, because mail scanners fetch every link: it moves the token from the URL into a cookie and goes to the
 * confirm page. Only a browser that proves it asked for this link is signed in at once. POST spends the token, or a
 * typed code. Every answer is a 303 that carries its cookies, is never stored and sends no referrer.
 */
export function createExchange(dependencies: ExchangeDependencies): (request: Request) => Promise<Response> {
  const exchange = new Exchange(dependencies);
  return (request) => exchange.respond(request);
}

class Exchange {
  constructor(private readonly dependencies: ExchangeDependencies) {}

  async respond(request: Request): Promise<Response> {
    switch (request.method) {
      case "HEAD":
        return answer(204);
      case "GET":
        return this.followLink(request);
      case "POST":
        return this.spendProof(request);
      default:
        return answer(405, { Allow: "GET, HEAD, POST" });
    }
  }

  private async followLink(request: Request): Promise<Response> {
    const token = readToken(new URL(request.url));
    if (token === null) return redirect(withProblem(CONFIRM, "unknown"), [this.clear("link")]);
    const visit = this.visitOf(request);
    const link = await takeInHand(token, visit.link, visit.pending);
    const proven = await this.signInProvenBrowser(visit, link);
    return proven ?? redirect(CONFIRM, [this.keep(link)]);
  }

  /** One click for the common case. Null wherever anything is in doubt: then the person is asked. */
  private async signInProvenBrowser({ request, pending }: Visit, link: LinkInHand): Promise<Response | null> {
    if (!pending || !isTopLevelNavigation(request.headers)) return null;
    const asker = await browserHash(pending);
    const view = await this.attempt(request, () =>
      this.dependencies.peek(request, { token: link.token, browserHash: asker }),
    );
    if (!view || view.state === "unknown" || !view.isRequestingBrowser || view.viewer === "other")
      return null;
    if (view.viewer === "same") return this.arrive(view.next);
    if (askedForAnother(pending, view) !== null) return null;
    // A used link may be this very exchange, whose answer was lost: the same attempt gets its session again.
    if (view.state !== "ready" && view.state !== "used") return null;
    const proof: Proof = { kind: "token", token: link.token };
    const outcome = await this.attempt(request, () =>
      this.dependencies.exchange(request, { proof, attempt: link.attempt, browserHash: asker }),
    );
    if (!outcome) return redirect(withProblem(CONFIRM, "unreachable"), [this.keep(link)]);
    return outcome.ok ? this.signIn(request, outcome) : null;
  }

  private async spendProof(request: Request): Promise<Response> {
    if (!isSameOrigin(request.headers, this.dependencies.siteUrl)) return refusePlainly(403);
    const form = await readFields(request);
    if (!form) return refusePlainly(400);
    const visit = this.visitOf(request);
    return form.code === null
      ? this.spendLink(visit, form.shown)
      : this.spendCode(visit, form.code, form.next);
  }

  private async spendLink({ request, link, pending }: Visit, shown: string | null): Promise<Response> {
    if (!link) return redirect(withProblem(CONFIRM, "cookies_off"));
    if (shown !== null && shown !== (await fingerprint(link.token)))
      return redirect(withProblem(CONFIRM, "changed"));
    const outcome = await this.attempt(request, async () =>
      this.dependencies.exchange(request, {
        proof: { kind: "token", token: link.token },
        attempt: link.attempt,
        ...(pending && { browserHash: await browserHash(pending) }),
      }),
    );
    if (!outcome) return redirect(withProblem(CONFIRM, "unreachable"));
    return outcome.ok
      ? this.signIn(request, outcome)
      : redirect(`${CONFIRM}?${new URLSearchParams(flagsOf(outcome))}`);
  }

  private async spendCode(
    { request, pending }: Visit,
    typed: string,
    next: string | null,
  ): Promise<Response> {
    const backToForm = (flags: Record<string, string>) => redirect(loginPath(safeRedirect(next), flags));
    if (!pending) return backToForm({ problem: "cookies_off" });
    const code = readCode(typed);
    if (!code) return backToForm({ problem: "bad_code" });
    const asker = await browserHash(pending);
    const attempt = await attemptFromPending(pending, code);
    const proof: Proof = { kind: "code", code, browserHash: asker };
    const outcome = await this.attempt(request, () =>
      this.dependencies.exchange(request, { proof, attempt, browserHash: asker }),
    );
    if (!outcome) return backToForm({ problem: "unreachable" });
    return outcome.ok ? this.signIn(request, outcome) : backToForm(flagsOf(outcome));
  }

  /** The link is spent, so nothing that the clean-up meets may keep the new session from the browser. */
  private async signIn(request: Request, { setCookies, redirectTo }: ExchangeOutcome & { ok: true }) {
    await this.attempt(request, async () => this.dependencies.endReplacedSession?.(request, setCookies));
    return this.arrive(redirectTo, setCookies);
  }

  /** The way in is behind them: neither cookie has anything left to do. */
  private arrive(path: string, setCookies: string[] = []): Response {
    return redirect(safeRedirect(path), [...setCookies, this.clear("link"), this.clear("pending")]);
  }

  private visitOf(request: Request): Visit {
    const { siteUrl, now = Date.now } = this.dependencies;
    const header = request.headers.get("cookie");
    return {
      request,
      pending: decodePending(readCookie(header, cookieName("pending", siteUrl)), now()),
      link: decodeLink(readCookie(header, cookieName("link", siteUrl))),
    };
  }

  private keep(link: LinkInHand): string {
    return setCookie("link", encodeLink(link), this.dependencies.siteUrl, LINK_MAX_AGE);
  }

  private clear(kind: "link" | "pending"): string {
    return clearCookie(kind, this.dependencies.siteUrl);
  }

  /** Convex out of reach is expected now and then: a value, so that the person gets a page and not an error. */
  private async attempt<T>(request: Request, call: () => Promise<T>): Promise<T | null> {
    try {
      return await withPatience(call(), this.dependencies.patience ?? 15_000);
    } catch (error) {
      this.dependencies.reportError?.(error, request);
      return null;
    }
  }
}

async function readFields(request: Request): Promise<Form | null> {
  const form = await readForm(request);
  return (
    form && {
      code: textOf(form.get("code")),
      shown: textOf(form.get("link")),
      next: textOf(form.get("next")),
    }
  );
}

const textOf = (field: FormDataEntryValue | null): string | null =>
  typeof field === "string" ? field : null;

const withProblem = (path: string, problem: Problem): string => `${path}?problem=${problem}`;

/** The refusal as the pages read it back from their URL, see lib/login/flags.ts. */
function flagsOf({ reason, retryAfterSeconds, attemptsLeft }: ExchangeOutcome & { ok: false }) {
  const flags: Record<string, string> = { problem: reason };
  if (retryAfterSeconds !== undefined) flags.wait = String(Math.ceil(retryAfterSeconds));
  if (attemptsLeft !== undefined) flags.left = String(attemptsLeft);
  return flags;
}
