import { answer, redirect } from "@/lib/answers";
import { env } from "@/lib/env";
import { isSameOrigin } from "@/lib/same-origin";
import { clearedCookies, endSession } from "@/lib/sign-out";

/** A form's target and not a server action: it works without JavaScript, and leaves no signed-in page in memory. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return answer(403);
  const settings = { siteUrl: env.SITE_URL, convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL };
  const problem = (await endSession(request, settings)) ? "signed_out" : "half_signed_out";
  return redirect(`/login?problem=${problem}`, clearedCookies(env.SITE_URL));
}
