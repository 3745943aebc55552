import type { KnownLink } from "../shared/login-link.ts";
import { type Flags, readFlags } from "./flags.ts";
import { escapeHtml } from "./html.ts";
import { type Look, look, offersCode, refusalOf, shownCode } from "./look.ts";
import type { Message, Problem } from "./messages.ts";
import { redirect, respond } from "./responses.ts";
import type { Setup } from "./setup.ts";

/** The page loads and runs nothing. `form-action` lets its own form be sent. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * A plain confirm page, for an app without its own: `GET /login/confirm`. It spends nothing. If the link's own person
 * is signed in already, it redirects at once.
 */
export async function confirmPage<Extra>(setup: Setup<Extra>, request: Request): Promise<Response> {
  if (request.method === "HEAD") return respond(200, HEADERS);
  if (request.method !== "GET") return respond(405, { Allow: "GET, HEAD" });
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const flags = readFlags(query);
  const seen = await look(setup, request);
  const refusal = refusalOf(seen, flags.problem);
  const link = seen.view && seen.view.state !== "unknown" ? seen.view : null;
  if (link?.viewer === "same") return redirect(setup.safePath(link.next));
  if (!seen.shown && refusal !== "unknown" && (await isSignedIn(setup, request)))
    return redirect(setup.paths.home);
  const page = new ConfirmPage(setup, flags, seen);
  if (!link || refusal) return respond(200, HEADERS, [], page.explain(refusal ?? "unknown", link));
  const code = shownCode(link, query.elsewhere);
  return respond(200, HEADERS, [], code === null ? page.ask(link) : page.show(code));
}

async function isSignedIn<Extra>(setup: Setup<Extra>, request: Request): Promise<boolean> {
  const userId = await setup.attempt("user", request, async () => setup.backend.userIdOf?.(request));
  return Boolean(userId);
}

/**
 * The referrer policy is not `no-referrer`, because a browser would then send `Origin: null` with the form. In an older
 * browser, only the Origin shows which site the form was on.
 */
const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": POLICY,
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}" +
  "button{font:inherit;padding:.5rem 1rem;cursor:pointer}dd{margin:0 0 1rem;font-weight:600}form{margin:1rem 0}" +
  ".code{font:600 2rem ui-monospace,monospace;letter-spacing:.25em}";

class ConfirmPage<Extra> {
  constructor(
    private readonly setup: Setup<Extra>,
    private readonly flags: Flags,
    private readonly seen: Look<Extra>,
  ) {}

  /** Shows whose link it is, and the button that spends it. */
  ask(link: KnownLink): string {
    const { confirm, link: messages } = this.setup.texts;
    const email = link.email ?? link.maskedEmail;
    const { askedFor } = this.seen;
    const isOther = link.viewer === "other";
    return this.page(confirm.title(link), [
      paragraph(confirm.reason(this.setup.brand)),
      this.flags.problem ? this.notice(messages[this.flags.problem], true) : "",
      `<dl><dt>${escapeHtml(isOther ? confirm.willBe : confirm.account)}</dt><dd>${escapeHtml(email)}</dd></dl>`,
      askedFor === null ? "" : this.notice(confirm.anotherAddress({ asked: askedFor, email })),
      isOther ? this.notice(confirm.somebodyElse(link.viewerEmail)) : "",
      this.form(confirm.continue),
      link.codeElsewhere ? this.elsewhereForm() : "",
      isOther ? anchor(this.setup.paths.home, confirm.stay) : paragraph(confirm.notYou),
    ]);
  }

  /** Shows the code of a link that was opened in another browser than the one that requested it. */
  show(code: string): string {
    const { title, text, hint, back } = this.setup.texts.confirm.codeElsewhere;
    return this.page(title, [
      paragraph(text),
      `<p class="code">${escapeHtml(code)}</p>`,
      paragraph(hint),
      anchor(this.setup.paths.confirm, back),
    ]);
  }

  /** Shows why the link does not work, and what to do. */
  explain(reason: Problem, link: KnownLink | null): string {
    const { confirm, link: messages } = this.setup.texts;
    const { title, text } = messages[reason];
    const { problem } = this.flags;
    const hasFailedToRenew = problem === "rate_limited" || problem === "unreachable";
    return this.page(title, [
      paragraph(text),
      link ? paragraph(confirm.linkWasFor(link.maskedEmail)) : "",
      hasFailedToRenew && problem !== reason ? this.notice(messages[problem], true) : "",
      this.wayOn(reason),
    ]);
  }

  private wayOn(reason: Problem): string {
    const { paths, texts } = this.setup;
    if (reason === "unreachable") return anchor(paths.confirm, texts.confirm.anotherTry);
    if (reason === "expired")
      return `<form method="post" action="${escapeHtml(paths.renew)}"><button>${escapeHtml(texts.confirm.mailNewLink)}</button></form>`;
    const newLink = anchor(`${paths.login}?another`, texts.confirm.newLink);
    if (offersCode(reason, this.seen)) return anchor(paths.login, texts.confirm.typeCode) + newLink;
    // After a lost answer, the same browser gets the same session again.
    return reason === "used" ? `${newLink}${this.form(texts.confirm.anotherTry)}` : newLink;
  }

  private form(label: string): string {
    const { shown } = this.seen;
    return (
      `<form method="post" action="${escapeHtml(this.setup.paths.callback)}">` +
      `<input type="hidden" name="link" value="${escapeHtml(shown ?? "")}"><button>${escapeHtml(label)}</button></form>`
    );
  }

  private elsewhereForm(): string {
    const { paths, texts } = this.setup;
    return (
      `<form action="${escapeHtml(paths.confirm)}"><input type="hidden" name="elsewhere">` +
      `<button>${escapeHtml(texts.confirm.elsewhere)}</button></form>`
    );
  }

  private notice({ title, text }: Message, isBad = false): string {
    const { waitSeconds } = this.flags;
    const said = isBad && waitSeconds !== null ? this.setup.texts.tryAgain(waitSeconds) : text;
    return `<p role="${isBad ? "alert" : "note"}"><strong>${escapeHtml(title)}.</strong> ${escapeHtml(said)}</p>`;
  }

  private page(title: string, parts: string[]): string {
    const { brand, texts } = this.setup;
    return (
      `<!doctype html><html lang="${escapeHtml(texts.language)}"><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">` +
      `<title>${escapeHtml(`${title} · ${brand}`)}</title><style>${STYLE}</style>` +
      `<main><h1>${escapeHtml(title)}</h1>${parts.join("")}</main></html>`
    );
  }
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

const anchor = (href: string, label: string): string =>
  `<p><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></p>`;
