import { env } from "@/lib/env";
import { isSameOrigin } from "@/lib/same-origin";
import { clearedCookies, endSession } from "@/lib/sign-out";

/** A form's target and not a server action: it works without JavaScript, and leaves no signed-in page in memory. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return new Response(null, { status: 403 });
  const settings = { siteUrl: env.SITE_URL, convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL };
  const problem = (await endSession(request, settings)) ? "signed_out" : "half_signed_out";
  const headers = new Headers({ Location: `/login?problem=${problem}`, "Cache-Control": "no-store" });
  for (const cookie of clearedCookies(env.SITE_URL)) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
