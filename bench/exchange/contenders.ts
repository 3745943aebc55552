/** Each contender turns a token into a session with its two cookies, or throws. */
import { callFunction } from "../support/convex";
import type { Stack } from "../support/stack";
import { type Reachable, visitor } from "../support/visitor";

const SESSION_COOKIES = ["better-auth.session_token=", "better-auth.convex_jwt="];
let addresses = 0;

/** Addresses that no contender has used before. */
export function newAddresses(count: number): string[] {
  return Array.from({ length: count }, () => `bench-${addresses++}@example.com`);
}

export async function ourTokens({ deployment }: Stack, emails: string[]): Promise<string[]> {
  const tokens: string[] = [];
  for (let start = 0; start < emails.length; start += 100) {
    const args = { emails: emails.slice(start, start + 100) };
    const urls = await callFunction<string[]>(deployment, "mutation", "bench:ourUrls", args, {
      asAdmin: true,
    });
    tokens.push(...urls.map((url) => new URL(url).searchParams.get("token") ?? ""));
  }
  return tokens;
}

export async function stockTokens({ deployment }: Stack, emails: string[]): Promise<string[]> {
  return callFunction(deployment, "action", "bench:stockTokens", { emails }, { asAdmin: true });
}

export interface Outcome {
  ok: boolean;
  reason?: string;
  setCookies?: string[];
}

/** Exchanges a link with one Convex call, as Next.js does. */
export async function exchangeOurs(
  { deployment, send }: Reachable,
  token: string,
  attempt = `bench ${token}`,
): Promise<Outcome> {
  const client = await visitor(deployment, "loginLinks:exchange");
  const args = { proof: { kind: "token", token }, attempt, client };
  const outcome = await callFunction<Outcome>(deployment, "mutation", "loginLinks:exchange", args, { send });
  if (outcome.ok) expectCookies(outcome.setCookies ?? []);
  return outcome;
}

/** Calls the stock plugin's own endpoint. It refuses a token with a redirect whose URL contains the error. */
export async function exchangeStock({ deployment }: Stack, token: string): Promise<Outcome> {
  const url = `${deployment.siteUrl}/api/stock/magic-link/verify?token=${token}&callbackURL=/dashboard`;
  const response = await fetch(url, { redirect: "manual" });
  await response.arrayBuffer();
  if (response.status !== 302) return { ok: false, reason: String(response.status) };
  const error = /[?&]error=([^&]+)/.exec(response.headers.get("location") ?? "")?.[1];
  if (error) return { ok: false, reason: error };
  expectCookies(response.headers.getSetCookie());
  return { ok: true };
}

/** Exchanges a link as a person's click on "Continue" does, from end to end: a form, a 303 and cookies. */
export async function exchangeThroughNext({ appUrl }: Stack, token: string): Promise<Outcome> {
  const response = await fetch(`${appUrl}/login/callback`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "Sec-Fetch-Site": "same-origin",
      Origin: appUrl,
      Cookie: `latchkey-link=${token}.${[...token].reverse().join("")}`,
    },
    body: "",
  });
  await response.arrayBuffer();
  expectCookies(response.headers.getSetCookie());
  return { ok: response.status === 303 };
}

/** Calls the bare route, which does the minimum for a Next.js route that signs something in Convex. */
export async function throughBareRoute({ bareUrl }: Stack): Promise<void> {
  const response = await fetch(bareUrl, { method: "POST", redirect: "manual" });
  await response.arrayBuffer();
  if (response.status !== 303) throw new Error(`The bare route answered ${response.status}.`);
}

export function mustSucceed({ ok, reason }: Outcome): void {
  if (!ok) throw new Error(`An exchange that should have succeeded was refused: ${reason}`);
}

function expectCookies(cookies: string[]): void {
  for (const name of SESSION_COOKIES) {
    if (!cookies.some((cookie) => cookie.startsWith(name))) throw new Error(`No ${name} cookie came back.`);
  }
}
