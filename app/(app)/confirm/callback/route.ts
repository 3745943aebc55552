import { api } from "@/convex/_generated/api";
import { redirect, refusePlainly } from "@/lib/answers";
import { fetchAuthMutation, getToken } from "@/lib/server/auth-server";
import { clearCookie } from "@/lib/login/cookies";
import { env } from "@/lib/server/env";
import { claimsOf } from "@/lib/jwt-claims";
import { fingerprint } from "@/lib/login/link-cookie";
import { log } from "@/lib/server/log";
import { readForm } from "@/lib/read-form";
import type { Problem } from "@/lib/login/refusals";
import { requestIdFor } from "@/lib/request-id";
import { route } from "@/lib/server/route";
import { isSameOrigin } from "@/lib/login/same-origin";
import { getLinkInHand } from "@/lib/server/request-context";

/** Spends the link in hand for the session of this browser. It sets no session: Convex refuses it to any other one. */
async function confirm(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return refusePlainly(403);
  const form = await readForm(request);
  const link = await getLinkInHand();
  if (!link) return backWith("cookies_off");
  if (form?.get("link") !== (await fingerprint(link.token))) return backWith("changed");
  const problem = await spend(request, link.token);
  return problem ? backWith(problem) : redirect("/confirm?done", [clearCookie("link", env.SITE_URL)]);
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
