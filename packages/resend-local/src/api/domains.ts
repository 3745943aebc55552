import { createHash } from "node:crypto";
import { json, type Call, type Handler } from "../http/reply";
import { route, type Route } from "../http/router";
import { requireApiKey } from "./api-key";
import { ApiError } from "./errors";
import type { RateLimit } from "./rate-limit";

/**
 * Routes for the sending domains. All are verified, and click and open tracking are off, because tracking would rewrite
 * login links.
 * Source: https://resend.com/docs/api-reference/domains/list-domains
 */
export function domainRoutes(names: string[], limit: RateLimit): Route[] {
  const domains = names.map(domainNamed);
  const limited =
    (handler: Handler): Handler =>
    async (call: Call) => {
      requireApiKey(call);
      const headers = limit.take();
      const reply = await handler(call);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    };
  return [
    route(
      "GET",
      "/domains",
      limited(() => json({ object: "list", has_more: false, data: domains })),
    ),
    route(
      "GET",
      "/domains/:id",
      limited((call) => {
        const domain = domains.find(({ id }) => id === call.params.id);
        if (!domain) throw new ApiError("not_found", "Domain not found");
        return json({ object: "domain", ...domain, records: recordsOf(domain.name) });
      }),
    ),
  ];
}

/** An id that is derived from the name, so that it is the same after a restart. */
function idOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

function domainNamed(name: string) {
  return {
    id: idOf(name),
    name,
    status: "verified",
    created_at: "2026-01-01T00:00:00.000Z",
    region: "us-east-1",
    capabilities: { sending: "enabled", receiving: "disabled" },
    open_tracking: false,
    click_tracking: false,
  };
}

function recordsOf(name: string) {
  const verified = { ttl: "Auto", status: "verified" };
  return [
    {
      record: "SPF",
      name: `send.${name}`,
      type: "MX",
      value: "feedback-smtp.us-east-1.amazonses.com",
      priority: 10,
      ...verified,
    },
    {
      record: "SPF",
      name: `send.${name}`,
      type: "TXT",
      value: '"v=spf1 include:amazonses.com ~all"',
      ...verified,
    },
    { record: "DKIM", name: `resend._domainkey.${name}`, type: "TXT", value: "p=local", ...verified },
  ];
}
