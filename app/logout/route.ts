import { api } from "@/convex/_generated/api";
import { answer, redirect } from "@/lib/answers";
import { fetchAuthMutation } from "@/lib/auth-server";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { requestIdIn } from "@/lib/request-id";
import { isSameOrigin } from "@/lib/same-origin";
import { clearedCookies, endSession } from "@/lib/sign-out";

/** A form's target and not a server action: it works without JavaScript, and leaves no signed-in page in memory. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return answer(403);
  const form = await request.formData().catch(() => null);
  const others = form?.get("everywhere") === "yes" ? await endOtherSessions(request) : true;
  const settings = { siteUrl: env.SITE_URL, convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL };
  const isEnded = (await endSession(request, settings)) && others;
  const problem = isEnded ? "signed_out" : "half_signed_out";
  return redirect(`/login?problem=${problem}`, clearedCookies(env.SITE_URL));
}

async function endOtherSessions(request: Request): Promise<boolean> {
  try {
    await fetchAuthMutation(api.sessions.revokeOthers, {});
    return true;
  } catch (error) {
    log.error("logout.others_remain", error, { requestId: requestIdIn(request.headers) });
    return false;
  }
}
