import { redirect, refusePlainly } from "@/lib/answers";
import { clearCookie, setCookie } from "@/lib/login/cookies";
import { env } from "@/lib/server/env";
import { loginPath } from "@/lib/login/login-path";
import { nextPending } from "@/lib/login/pending-cookie";
import { readForm, textIn } from "@/lib/read-form";
import { route } from "@/lib/server/route";
import { safeRedirect } from "@/lib/login/safe-redirect";
import { isSameOrigin } from "@/lib/login/same-origin";
import { encodeTyped, TYPED_MAX_AGE } from "@/lib/login/typed-cookie";
import { ask, flagsOf, pendingIn, waitForMail } from "../asking";
import { cooldownLeft } from "../cooldown";

/** The form on /login: asks for a link for the address typed or, where there is no such field, once more for the last one. */
async function requestLink(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return refusePlainly(403);
  const form = await readForm(request);
  const email = textIn(form, "email");
  const next = safeRedirect(textIn(form, "next"));
  return form && email === null ? sendAgain(request, next) : sendTo(request, email?.trim() ?? "", next);
}

/** Refused, it comes back to the form with what was typed. */
async function sendTo(request: Request, email: string, next: string): Promise<Response> {
  const pending = nextPending(pendingIn(request), email, Date.now());
  const failure = await ask(request, { pending, next });
  if (!failure) return waitForMail(loginPath(next), pending, clearCookie("typed", env.SITE_URL));
  const typed = setCookie("typed", encodeTyped(email), env.SITE_URL, TYPED_MAX_AGE);
  return redirect(loginPath(next, { another: "", ...flagsOf(failure) }), [typed]);
}

async function sendAgain(request: Request, next: string): Promise<Response> {
  const previous = pendingIn(request);
  if (!previous?.email) return redirect(loginPath(next, { another: "" }));
  if (cooldownLeft(previous.askedAt, Date.now()) > 0)
    return redirect(loginPath(next, { problem: "cooldown" }));
  const pending = nextPending(previous, previous.email, Date.now());
  const failure = await ask(request, { pending, next });
  if (failure) return redirect(loginPath(next, flagsOf(failure)));
  return waitForMail(loginPath(next, { sent: "again" }), pending);
}

/** Reloaded, or typed into the address bar. */
const backToForm = () => redirect("/login");

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: backToForm, POST: requestLink });
