import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import { makeFunctionReference } from "convex/server";
import { convexBackend } from "../../src/http/convex-backend.ts";

const SECRET = "p".repeat(32);
const send = jest.fn<typeof fetch>();
let original: typeof fetch;

beforeEach(() => {
  original = globalThis.fetch;
  globalThis.fetch = send;
  send.mockReset();
  send.mockImplementation(async () =>
    Response.json({ status: "success", value: { ok: true }, logLines: [] }),
  );
});
afterEach(() => {
  globalThis.fetch = original;
});

const named = <Type extends "query" | "mutation">(name: string) =>
  makeFunctionReference<Type>(`loginLinks:${name}`);

/** The address that is passed to the deployment for a request with these headers. */
async function claimedFor(headers: Record<string, string>, secret: string | undefined = SECRET) {
  const backend = convexBackend({
    siteUrl: "https://app.example",
    url: "https://a.convex.cloud",
    convexSiteUrl: "https://a.convex.site",
    proxySecret: "s".repeat(32),
    trustedIpHeader: "x-visitor-address",
    trustedProxy: { header: "x-proxy-secret", secret },
    functions: {
      peek: named<"query">("peek"),
      exchange: named<"mutation">("exchange"),
      request: named<"mutation">("request"),
      renew: named<"mutation">("renew"),
    },
  });
  const request = new Request("https://app.example/login/request", { headers });
  await backend.request(request, { email: "a@b.example", next: "/", browserHash: "h" });
  const body = JSON.parse(String(send.mock.calls[0]![1]!.body)) as {
    args: [{ client: { claim: { address: string | null } } }];
  };
  return body.args[0].client.claim.address;
}

const ADDRESS = { "x-visitor-address": "203.0.113.7" };

it("believes the address of a visitor that comes with the proxy's secret", async () => {
  expect(await claimedFor({ ...ADDRESS, "x-proxy-secret": SECRET })).toBe("203.0.113.7");
});

it.each([
  ["no secret", {}],
  ["another secret", { "x-proxy-secret": "q".repeat(32) }],
  ["the beginning of the secret", { "x-proxy-secret": SECRET.slice(1) }],
  ["an empty secret", { "x-proxy-secret": "" }],
])("with %s the visitor counts as one with an unknown address", async (_what, headers) => {
  expect(await claimedFor({ ...ADDRESS, ...headers })).toBeNull();
});

it.each([[undefined], [""], ["short"]])("a secret of %j proves nothing", async (secret) => {
  // Passing `undefined` would select the parameter's default, so this passes an empty string instead.
  const headers = { ...ADDRESS, "x-proxy-secret": secret ?? "" };
  expect(await claimedFor(headers, secret ?? "")).toBeNull();
});
