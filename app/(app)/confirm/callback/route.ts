import {
  claimsOf,
  clearCookie,
  fingerprint,
  isSameOrigin,
  type Problem,
  readForm,
  redirect,
} from "@latchkey/login-links/http";
import { api } from "@/convex/_generated/api";
import { fetchAuthMutation, getToken } from "@/lib/server/auth-server";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { requestIdFor } from "@/lib/request-id";
import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";
import { siteOf } from "@/lib/site";

/**
 * Uses up the opened link to confirm the identity in this browser's session. The response sets no session cookie, and
 * Convex rejects the link in any other session.
 */
async function confirm(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return signIn.refuse(403);
  const form = await readForm(request);
  const { link } = signIn.read(request);
  // A signed-in person has cookies enabled, so the link cookie must have expired. The page can mail another code.
  if (!link) return redirect("/confirm?problem=cookies_off");
  if (form?.get("link") !== (await fingerprint(link.token))) return backWith("changed");
  const problem = await spend(request, link.token);
  return problem ? backWith(problem) : redirect("/confirm?done", [clearCookie("link", siteOf(env.SITE_URL))]);
}

async function spend(request: Request, token: string): Promise<Problem | null> {
  try {
    const forUser = claimsOf(await getToken()).userId ?? "";
    const proof = { kind: "token", token } as const;
    const result = await fetchAuthMutation(api.confirmations.confirm, { forUser, proof });
    return result.ok ? null : result.reason;
  } catch (error) {
    log.error("confirmation.failed", error, { requestId: requestIdFor(request) });
    return "unreachable";
  }
}

const backWith = (problem: Problem) => redirect(`/login/confirm?problem=${problem}`);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: confirm });
