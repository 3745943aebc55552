/** Each of the doctor's checks of Next and Convex can pass, and fails for every fault that it detects. */
import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import schema from "@/convex/schema";
import { contentSecurityPolicy, securityHeaders } from "@/lib/csp";
import { schemaFingerprint } from "@/lib/fingerprint";
import { functionsIn } from "@/scripts/doctor/checks/convex";
import { closeAll, HEALTH, look, serve, VARIABLES } from "./doctor-support";

afterEach(closeAll);

describe("variables on Convex", () => {
  it("pass when complete", async () =>
    expect(await look("convex-environment", {})).toMatchObject({ status: "pass" }));

  it("fail with each wrong variable and what to do", async () => {
    const variables = { ...VARIABLES, MAIL_FROM: "nobody", RATE_LIMIT_SCALE: "100" };
    const { status, detail, fix } = await look("convex-environment", { variables });
    expect({ status, lines: detail.split("\n").length }).toEqual({ status: "fail", lines: 2 });
    expect(fix).toMatch(/env set MAIL_FROM[^]*env remove RATE_LIMIT_SCALE/);
  });
});

describe("the Next side", () => {
  it.each([
    ["https://latchkey.example", "pass"],
    ["http://localhost:3000", "pass"],
    ["http://latchkey.example", "fail"],
  ])("at %s: %s", async (siteUrl, status) =>
    expect(await look("next-environment", { health: { siteUrl } })).toMatchObject({ status }),
  );
});

describe("functions on Convex", () => {
  const here = functionsIn("convex");

  it("pass if they are built from this code, with the same schema", async () => {
    const inspection = { schema: await schemaFingerprint(schema) };
    expect(await look("functions", { functions: here, inspection })).toMatchObject({ status: "pass" });
  });

  it.each([
    ["one is missing", here.slice(1), /are missing, for example/],
    [
      "one no longer exists in the code",
      [...here, "old:gone"],
      /no longer exist in this code, for example old:gone/,
    ],
    ["the schema differs", here, /schema/],
  ])("fail when %s", async (_, functions, detail) =>
    expect(await look("functions", { functions })).toMatchObject({
      status: "fail",
      detail: expect.stringMatching(detail),
      fix: expect.stringContaining("npx convex deploy"),
    }),
  );

  it("recognises functions by their builders", () => {
    expect(here).toEqual(
      expect.arrayContaining([
        ...["loginLinks:request", "loginLinks:exchange", "loginLinks:mintMany", "loginLinks:revoke"],
        ...["mail/signIn:send", "health:inspect", "signingKeys:ensure"],
      ]),
    );
    expect(here).not.toContain("functions:userQuery");
    expect(here.filter((name) => name.startsWith("betterAuth/"))).toEqual([]);
  });
});

describe("the brand", () => {
  const brand = { name: "Acme", postalAddress: "1 Example Street", supportEmail: "help@acme.example" };

  it("passes with a name, a postal address and a support address, and says where the name is from", async () => {
    expect(await look("brand", { inspection: { brand } })).toEqual({
      status: "pass",
      detail: "Acme, from the page Brand; people can write to help@acme.example",
    });
    const { detail } = await look("brand", { inspection: { brand }, variables: { APP_NAME: "Acme" } });
    expect(detail).toBe("Acme; people can write to help@acme.example");
  });

  it.each([
    ["postal address", { postalAddress: "" }, /no campaign can be launched/, /POSTAL_ADDRESS/],
    ["support address", { supportEmail: null }, /nobody to write to/, /SUPPORT_EMAIL/],
    ["name of its own", { name: "Latchkey" }, /call the product Latchkey/, /APP_NAME/],
  ])("warns if it has no %s", async (_, missing, detail, fix) =>
    expect(await look("brand", { inspection: { brand: { ...brand, ...missing } } })).toEqual({
      status: "warn",
      detail: expect.stringMatching(detail),
      fix: expect.stringMatching(fix),
    }),
  );

  it("may be the default one while mail stays on this machine", async () => {
    const variables = { RESEND_BASE_URL: "http://localhost:3025" };
    const inspection = { brand: { ...brand, name: "Latchkey" } };
    expect(await look("brand", { inspection, variables })).toMatchObject({ status: "pass" });
  });
});

describe("both sides", () => {
  it("agree", async () => expect(await look("agreement", {})).toMatchObject({ status: "pass" }));

  it.each([
    ["SITE_URL", { health: { siteUrl: "https://other.example" } }],
    ["APP_NAME", { variables: { APP_NAME: "Acme" } }],
    ["NEXT_PUBLIC_CONVEX_URL", { inspection: { convexUrl: "https://other.convex.cloud" } }],
    ["NEXT_PUBLIC_CONVEX_SITE_URL", { inspection: { convexSiteUrl: "https://other.convex.site" } }],
    ["INTERNAL_PROXY_SECRET", { health: { problems: ["INTERNAL_PROXY_SECRET is not the same on Convex."] } }],
  ])("fail if they disagree on %s", async (name, facts) =>
    expect(await look("agreement", facts)).toMatchObject({
      status: "fail",
      detail: expect.stringContaining(name),
    }),
  );

  it("fail if the health route reports a problem", async () => {
    const health = { status: "failing" as const, problems: ["SITE_URL is not the same on Convex."] };
    expect(await look("app", { health })).toMatchObject({
      status: "fail",
      detail: expect.stringContaining("SITE_URL"),
    });
  });
});

describe("signing keys", () => {
  const jwks = (body: unknown) => serve((_, response) => response.end(JSON.stringify(body)));

  it.each([
    ["pass if a key is published", { keys: [{}] }, "pass"],
    ["fail if no key is published", { keys: [] }, "fail"],
    ["fail if the published key is invalid", {}, "fail"],
  ])("%s", async (_, body, status) => {
    const convexSiteUrl = await jwks(body);
    expect(await look("signing-keys", { inspection: { convexSiteUrl } })).toMatchObject({ status });
  });

  it("fail if there is none", async () =>
    expect(await look("signing-keys", { inspection: { hasSigningKey: false } })).toMatchObject({
      status: "fail",
      fix: expect.stringContaining("signingKeys:ensure"),
    }));
});

describe("cookies", () => {
  const LINK = "latchkey-link=x; Path=/; HttpOnly; SameSite=Lax";
  const SESSION = "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";

  const app = (
    link: string,
    session: string,
    headers: Record<string, string> = { "cache-control": "no-store" },
  ) =>
    serve((request, response) => {
      const isLink = request.url?.startsWith("/login/callback");
      response.writeHead(isLink ? 303 : 200, { ...headers, "set-cookie": isLink ? link : session }).end();
    });

  const lookAt = async (siteUrl: string) => look("cookies", { siteUrl, health: { siteUrl } });

  it("pass as the app sets them", async () =>
    expect(await lookAt(await app(LINK, SESSION))).toMatchObject({ status: "pass" }));

  it.each([
    ["HttpOnly", LINK.replace("; HttpOnly", ""), SESSION],
    ["SameSite=Lax", LINK, SESSION.replace("Lax", "None")],
    ["Path=/", LINK.replace("Path=/;", "Path=/login;"), SESSION],
    ["the cookie latchkey-link was not set", "other=x", SESSION],
    ["the cookie better-auth.session_token was not set", LINK, "other=x"],
  ])("fail because of %s", async (missing, link, session) =>
    expect(await lookAt(await app(link, session))).toMatchObject({
      status: "fail",
      detail: expect.stringContaining(missing),
    }),
  );

  it("fail if an answer may be cached", async () =>
    expect(await lookAt(await app(LINK, SESSION, {}))).toMatchObject({ status: "fail" }));
});

describe("policy and headers", () => {
  const page =
    (change: (headers: Record<string, string>) => Record<string, string>): RequestListener =>
    (_, response) => {
      const nonce = randomUUID();
      const { convexUrl } = HEALTH;
      const policy = contentSecurityPolicy({ nonce, convexUrl, isDevelopment: false, isSecure: true });
      const headers = { ...securityHeaders(false), "Content-Security-Policy": policy };
      response.writeHead(200, change(headers)).end();
    };

  const without = (name: string) => (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name));

  const lookAt = async (change: Parameters<typeof page>[0]) =>
    look("headers", { siteUrl: await serve(page(change)) });

  it("pass as the app sets them", async () =>
    expect(await lookAt((headers) => headers)).toMatchObject({ status: "pass" }));

  it.each([...Object.keys(securityHeaders(false)), "Content-Security-Policy"])(
    "fail without %s",
    async (name) =>
      expect(await lookAt(without(name))).toMatchObject({
        status: "fail",
        detail: expect.stringContaining(`${name} is missing`),
      }),
  );

  it("fail if something weakens the policy", async () => {
    const weakened = (headers: Record<string, string>) => ({
      ...headers,
      "Content-Security-Policy": headers["Content-Security-Policy"]!.replace(
        "'strict-dynamic'",
        "'unsafe-inline'",
      ),
    });
    expect(await lookAt(weakened)).toMatchObject({
      status: "fail",
      detail: expect.stringContaining("script-src"),
    });
  });

  it("fail if a cache serves the same nonce twice", async () => {
    const frozen = (headers: Record<string, string>) => ({
      ...headers,
      "Content-Security-Policy": headers["Content-Security-Policy"]!.replace(/nonce-[\w-]+/, "nonce-abc"),
    });
    expect(await lookAt(frozen)).toMatchObject({
      status: "fail",
      detail: expect.stringContaining("same nonce"),
    });
  });
});

describe("clocks", () => {
  const at = (ahead: number) =>
    serve((_, response) =>
      response.writeHead(200, { date: new Date(Date.now() + ahead).toUTCString() }).end(),
    );

  it.each([
    ["together", 0, "pass"],
    ["half a minute apart", 30_000, "warn"],
    ["three minutes apart", -180_000, "fail"],
  ])("%s", async (_, ahead, status) => {
    const [siteUrl, convexUrl] = await Promise.all([at(ahead), at(0)]);
    expect(await look("clock", { siteUrl, inspection: { convexUrl } })).toMatchObject({ status });
  });
});

describe("the first admin", () => {
  it.each([
    ["is there", true, undefined, "pass"],
    ["is named and has not signed in yet", false, "ada@example.com", "warn"],
    ["cannot exist", false, undefined, "fail"],
  ])("%s", async (_, hasAdmin, ADMIN_EMAILS, status) => {
    const variables = { ...(ADMIN_EMAILS && { ADMIN_EMAILS }) };
    expect(await look("first-admin", { inspection: { hasAdmin }, variables })).toMatchObject({ status });
  });
});

it.each([
  [{}, "pass"],
  [{ MAIL_ALLOW_LIST: "example.org" }, "warn"],
])("the report on who is mailed with %p: %s", async (variables, status) =>
  expect(await look("allow-list", { variables })).toMatchObject({ status }),
);

it("a server that does not answer fails one check, with the reason", async () => {
  const result = await look("cookies", { siteUrl: "http://127.0.0.1:9" });
  expect(result).toMatchObject({ status: "fail", detail: expect.stringMatching(/could not be checked/) });
});
