import { readForm, textIn } from "./read-form.ts";
import { redirect, respond } from "./responses.ts";
import { isSameOrigin } from "./same-origin.ts";
import { clearedSession } from "./session-cookie.ts";
import type { Setup } from "./setup.ts";

/**
 * The route of the "Sign out" form. It is a form rather than a call from a script, so that it works without JavaScript
 * and leaves no signed-in page in memory. The route ends the session, clears all of its cookies and redirects to the
 * login page with `problem=signed_out`, or with `half_signed_out` if the server could not be reached.
 *
 * `forUser` in the form is the account that the page was rendered for, because the form must not sign out somebody who
 * has signed in since. `everywhere=yes` ends the person's sessions in other browsers too.
 */
export class SignOut<Extra> {
  constructor(private readonly setup: Setup<Extra>) {}

  async respond(request: Request): Promise<Response> {
    const { site, paths } = this.setup;
    if (request.method !== "POST") return respond(405, { Allow: "POST" });
    if (!isSameOrigin(request.headers, site.siteUrl)) return respond(403);
    const form = await readForm(request);
    const userId = await this.userIdOf(request);
    if (isOfAnotherPage(form, userId)) return redirect(`${paths.login}?problem=other_account`);
    const others = textIn(form, "everywhere") !== "yes" || (await this.endOthers(request, userId));
    const isEnded = (await this.endSession(request)) && others;
    const problem = isEnded ? "signed_out" : "half_signed_out";
    return redirect(`${paths.login}?problem=${problem}`, this.clearedCookies());
  }

  /** Clears every cookie of the session and the sign-in, whatever Better Auth answered. */
  private clearedCookies(): string[] {
    const { site } = this.setup;
    return [...clearedSession(site), this.setup.clear("pending"), this.setup.clear("link")];
  }

  /** Null if nobody is signed in, or if that cannot be found out: then signing out is the safe choice. */
  private userIdOf(request: Request): Promise<string | null> {
    const { backend } = this.setup;
    return this.setup.attempt("user", request, async () => backend.userIdOf?.(request) ?? null);
  }

  private async endSession(request: Request): Promise<boolean> {
    const { backend } = this.setup;
    return (await this.setup.attempt("end-session", request, () => backend.endSession(request))) ?? false;
  }

  private async endOthers(request: Request, userId: string | null): Promise<boolean> {
    const { backend } = this.setup;
    if (userId === null || !backend.endOtherSessions) return false;
    const ended = await this.setup.attempt("end-other-sessions", request, async () => {
      await backend.endOtherSessions?.(request, userId);
      return true;
    });
    return ended ?? false;
  }
}

function isOfAnotherPage(form: FormData | null, userId: string | null): boolean {
  const forUser = textIn(form, "forUser");
  return forUser !== null && userId !== null && forUser !== userId;
}
