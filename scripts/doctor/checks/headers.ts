import { contentSecurityPolicy, securityHeaders } from "../../../lib/csp";
import { type Check, fail, pass } from "../check";
import { request, type Subject } from "../subject";

/** What lib/csp.ts makes must arrive unchanged, with a nonce of its own each time. */
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
      ...(nonceOf(first.headers) === nonceOf(second.headers) ? ["two answers have the same nonce"] : []),
    ];
    if (problems.length === 0) return pass("all there, with a new nonce for each answer");
    return fail(
      problems.join("\n"),
      "Let whatever stands in front of the app (proxy, CDN) pass its headers, and cache no page.",
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
