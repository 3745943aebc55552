import { redirect, refusePlainly } from "@/lib/answers";
import { env } from "@/lib/server/env";
import { decodeLink } from "@/lib/login/link-cookie";
import { renewedPending } from "@/lib/login/pending-cookie";
import { route } from "@/lib/server/route";
import { isSameOrigin } from "@/lib/login/same-origin";
import { cookieIn, flagsOf, pendingIn, renew, waitForMail } from "../asking";

const CONFIRM = "/login/confirm";

/** The form of an expired link: mails a new one to the same address. Which link it is, its cookie says; the body is not read. */
async function renewLink(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return refusePlainly(403);
  const link = decodeLink(cookieIn(request, "link"));
  if (!link) return redirect(CONFIRM);
  const pending = renewedPending(pendingIn(request), Date.now());
  const failure = await renew(request, { pending, token: link.token });
  if (failure) return redirect(`${CONFIRM}?${new URLSearchParams(flagsOf(failure))}`);
  return waitForMail("/login", pending);
}

const backToPage = () => redirect(CONFIRM);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: backToPage, POST: renewLink });
