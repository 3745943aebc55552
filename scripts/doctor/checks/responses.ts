import { authCookieName, cookieName, isSecure, randomSecret } from "@latchkey/login-links/http";
import { contentSecurityPolicy, securityHeaders } from "../../../lib/csp";
import { siteOf } from "../../../lib/site";
import { type Check, fail, pass } from "../check";
import { request, type Subject } from "../subject";

const FIX =
  "A proxy between here and the app changes its responses, or SITE_URL is not the address that people type: " +
  "on https the names must begin with __Host-, and no attribute may be removed.";

/**
 * Checks the cookies at the app's public address. It opens a link that does not exist, and signs out without being
 * signed in, because both responses set a cookie.
 */
export const cookies: Check = {
  id: "cookies",
  title: "Cookies",
  async look(subject) {
    await subject.health();
    const siteUrl = await subject.siteUrl();
    const problems = [...(await wrongWithLink(subject, siteUrl)), ...(await wrongWithSession(siteUrl))];
    if (problems.length > 0) return fail(problems.join("\n"), FIX);
    return pass(
      isSecure(siteUrl)
        ? "HttpOnly, Lax, Secure, bound to this host"
        : "HttpOnly and Lax; not Secure on http",
    );
  },
};

async function wrongWithLink({ health }: Subject, siteUrl: string): Promise<string[]> {
  const url = new URL(`/login/callback?token=${randomSecret()}`, siteUrl);
  const { status, headers } = await request(url);
  const name = cookieName("link", siteOf((await health()).siteUrl));
  return [
    ...(status === 303 ? [] : [`following a link is answered with ${status} instead of 303`]),
    ...(headers.get("cache-control")?.includes("no-store")
      ? []
      : ["caches may store the response to a link"]),
    ...wrongWith(headers.getSetCookie(), name, siteUrl),
  ];
}

async function wrongWithSession(siteUrl: string): Promise<string[]> {
  const { headers } = await request(new URL("/api/auth/sign-out", siteUrl), {
    method: "POST",
    headers: { origin: new URL(siteUrl).origin, "content-type": "application/json" },
    body: "{}",
  });
  return wrongWith(headers.getSetCookie(), authCookieName("session_token", siteOf(siteUrl)), siteUrl);
}

function wrongWith(setCookies: string[], name: string, siteUrl: string): string[] {
  const cookie = setCookies.find((candidate) => candidate.startsWith(`${name}=`));
  if (!cookie) return [`the cookie ${name} was not set`];
  const wanted = ["HttpOnly", "SameSite=Lax", "Path=/", ...(isSecure(siteUrl) ? ["Secure"] : [])];
  const attributes = cookie.toLowerCase().split(/;\s*/);
  const missing = wanted.filter((attribute) => !attributes.includes(attribute.toLowerCase()));
  return missing.length === 0 ? [] : [`${name} lacks ${missing.join(", ")}`];
}

/** The headers of lib/csp.ts must arrive unchanged, with a new nonce each time. */
export const headers: Check = {
  id: "headers",
  title: "Policy and headers",
  async look(subject) {
    await subject.health();
    const url = new URL("/login", await subject.siteUrl());
    const [first, second] = [await request(url), await request(url)];
    const problems = [
      ...wrongHeaders(first.headers, url),
      ...(await wrongPolicy(subject, first.headers)),
      ...(nonceOf(first.headers) === nonceOf(second.headers) ? ["two responses have the same nonce"] : []),
    ];
    if (problems.length === 0) return pass("all of them are set, with a new nonce for each response");
    return fail(
      problems.join("\n"),
      "Configure the proxy or CDN in front of the app to keep its headers and to cache no pages.",
    );
  },
};

function wrongHeaders(headers: Headers, url: URL): string[] {
  return Object.entries(securityHeaders(url.protocol === "https:"))
    .filter(([name, value]) => headers.get(name) !== value)
    .map(([name]) => (headers.has(name) ? `${name} is ${headers.get(name)}` : `${name} is missing`));
}

async function wrongPolicy({ health }: Subject, headers: Headers): Promise<string[]> {
  const policy = headers.get("content-security-policy");
  if (policy === null) return ["Content-Security-Policy is missing"];
  const { convexUrl, siteUrl } = await health();
  const isDevelopment = policy.includes("'unsafe-eval'");
  const isSecure = siteUrl.startsWith("https:");
  const wanted = contentSecurityPolicy({ nonce: nonceOf(headers), convexUrl, isDevelopment, isSecure });
  const found = policy.split("; ");
  const missing = wanted.split("; ").filter((directive) => !found.includes(directive));
  return missing.map((directive) => `Content-Security-Policy lacks ${directive}`);
}

const nonceOf = (headers: Headers): string =>
  /'nonce-([\w-]+)'/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "";
