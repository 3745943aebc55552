import { api } from "@/convex/_generated/api";
import { answer, redirect } from "@/lib/answers";
import { fetchAuthMutation, getToken } from "@/lib/server/auth-server";
import { env } from "@/lib/server/env";
import { claimsOf } from "@/lib/jwt-claims";
import { log } from "@/lib/server/log";
import { readForm, textIn } from "@/lib/read-form";
import { requestIdFor } from "@/lib/request-id";
import { route } from "@/lib/server/route";
import { isSameOrigin } from "@/lib/login/same-origin";
import { clearedCookies, endSession } from "@/lib/login/sign-out";

/** A form's target and not a server action: it works without JavaScript, and leaves no signed-in page in memory. */
async function signOut(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return answer(403);
  const form = await readForm(request);
  const userId = await signedInUserId(request);
  if (isOfAnotherPage(form, userId)) return redirect("/login?problem=other_account");
  const isEverywhere = textIn(form, "everywhere") === "yes";
  const others = isEverywhere ? await endOtherSessions(request, userId) : true;
  const settings = { siteUrl: env.SITE_URL, convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL };
  const isEnded = (await endSession(request, settings)) && others;
  const problem = isEnded ? "signed_out" : "half_signed_out";
  return redirect(`/login?problem=${problem}`, clearedCookies(env.SITE_URL));
}

/** Null when nobody is signed in, and when that cannot be found out: then signing out is the safe side. */
async function signedInUserId(request: Request): Promise<string | null> {
  try {
    return claimsOf(await getToken()).userId;
  } catch (error) {
    log.error("logout.unknown_account", error, { requestId: requestIdFor(request) });
    return null;
  }
}

/** The form says whom its page was rendered for: it must not sign out whoever has signed in since. */
function isOfAnotherPage(form: FormData | null, userId: string | null): boolean {
  const forUser = textIn(form, "forUser");
  return forUser !== null && userId !== null && forUser !== userId;
}

async function endOtherSessions(request: Request, forUser: string | null): Promise<boolean> {
  if (forUser === null) return false;
  try {
    await fetchAuthMutation(api.sessions.revokeOthers, { forUser });
    return true;
  } catch (error) {
    log.error("logout.others_remain", error, { requestId: requestIdFor(request) });
    return false;
  }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: signOut });
