import "server-only";
import {
  cookieName,
  isSameOrigin,
  loginPath,
  randomSecret,
  readCookie,
  readForm,
  redirect,
  respond,
  safeRedirect,
  setCookie,
  sha256Hex,
  textIn,
  visitorMutations,
} from "@latchkey/login-links/http";
import { z } from "zod";
import { api } from "@/convex/_generated/api";
import { CHALLENGE_LIFETIME, makeChallenge } from "../passkey-challenge";
import type { Assertion } from "../passkeys";
import { requestIdFor } from "../request-id";
import { siteOf } from "../site";
import { env } from "./env";
import { log } from "./log";
import { signIn, visitorSettings } from "./sign-in";

/** The lifetime of a sign-in challenge, in seconds. */
const COOKIE_MAX_AGE = CHALLENGE_LIFETIME["sign-in"] / 1_000;
const SITE = siteOf(env.SITE_URL);

const convex = visitorMutations(visitorSettings);

const credential = z.object({
  id: z.string().max(1_400),
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().max(100).optional(),
  }),
});

/** Makes a challenge for this browser. It is bound to a cookie and stored nowhere. */
export async function offerChallenge(request: Request): Promise<Response> {
  const secret = heldBy(request) ?? randomSecret();
  const challenge = await makeChallenge({
    secret: env.INTERNAL_PROXY_SECRET,
    ceremony: "sign-in",
    holder: await sha256Hex(secret),
    now: Date.now(),
  });
  const options = JSON.stringify({ challenge, rpId: new URL(env.SITE_URL).hostname });
  const cookie = setCookie("passkey", secret, SITE, COOKIE_MAX_AGE);
  return respond(200, { "Content-Type": "application/json" }, [cookie], options);
}

/** Handles the form with an authenticator's answer. On success it responds like the callback of a link. */
export async function signInByPasskey(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return signIn.refuse(403);
  const form = await readForm(request);
  const assertion = assertionIn(textIn(form, "credential"));
  if (!assertion) return signIn.refuse(400);
  const next = safeRedirect(textIn(form, "next") ?? undefined);
  const backToLogin = (passkey: string) => redirect(loginPath(next, { another: "", passkey }));
  const secret = heldBy(request);
  if (!secret) return backToLogin("cookies_off");
  const outcome = await exchange(request, assertion, await sha256Hex(secret));
  if (!outcome) return backToLogin("unreachable");
  if (!outcome.ok) return backToLogin(outcome.reason);
  return signIn.arrive(request, { setCookies: outcome.setCookies, redirectTo: next });
}

async function exchange(request: Request, assertion: Assertion, holder: string) {
  try {
    return await convex.mutate(request, api.passkeyCeremonies.signIn, { assertion, holder });
  } catch (error) {
    log.error("passkey.unreachable", error, { requestId: requestIdFor(request) });
    return null;
  }
}

/** The secret in the browser's cookie, or null if it has no valid one. */
function heldBy({ headers }: Request): string | null {
  const value = readCookie(headers.get("cookie"), cookieName("passkey", SITE));
  return value !== null && /^[\w-]{43}$/.test(value) ? value : null;
}

function assertionIn(text: string | null): Assertion | null {
  try {
    return credential.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
