import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { randomSecret } from "@latchkey/login-links/http";
import { log } from "@/lib/server/log";
import { redact } from "@/lib/redact";

const TOKEN = randomSecret();
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

describe("redact", () => {
  it.each([
    ["a link", `GET https://latchkey.example/login/callback?token=${TOKEN}&x=1`],
    ["a short token", "/login/callback?token=short-secret"],
    ["a code", "POST /login code=short-secret"],
    ["an unsubscribe link", "/unsubscribe?r=abc&s=short-secret"],
    ["a token alone", `the token ${TOKEN} was spent`],
    ["the link cookie", `latchkey-link=${TOKEN}.${TOKEN}`],
    ["the pending cookie on https", "cookie: __Host-latchkey-pending=short-secret; other=1"],
    ["a session cookie", "__Secure-better-auth.session_token=short-secret.signature"],
    ["a JWT", `better-auth.convex_jwt=${JWT}`],
    ["a JWT alone", `Could not verify ${JWT}`],
    ["a bearer", "Authorization: Bearer short-secret-key"],
    ["an admin key", "Authorization: Convex happy-otter-1|short-secret"],
    ["a Resend key", "re_short_secret_key"],
    ["an API key of ours", `lk_${TOKEN}`],
    ["a webhook secret", "whsec_short+secret/key="],
  ])("removes %s", (_, text) => {
    const clean = redact(text);
    expect(clean).toContain("[redacted]");
    expect(clean).not.toMatch(/short.secret/);
    expect(clean).not.toContain(TOKEN);
    expect(clean).not.toContain(JWT);
  });

  it.each([
    "GET /admin/audit?actor=ada@example.com&page=2",
    "connect ECONNREFUSED 127.0.0.1:3210",
    "at async Object.query (/app/.next/server/chunks/ssr/_1eokgs1gtz77n._.js:11:49993)",
    "request 54e276c8-1ad9-4d7c-9313-fa7d91594059 of campaign jd7ax9n2s5wqk0f8h3t6y1b4c57r2m9p",
  ])("does not change %s", (text) => expect(redact(text)).toBe(text));
});

describe("the log", () => {
  const environment = process.env;
  afterEach(() => {
    process.env = environment;
    jest.restoreAllMocks();
  });

  function written(mode: string, write: () => void): string {
    process.env = { ...environment, NODE_ENV: mode } as NodeJS.ProcessEnv;
    const lines = jest.spyOn(console, "error").mockImplementation(() => undefined);
    write();
    expect(lines).toHaveBeenCalledTimes(1);
    return String(lines.mock.calls[0]?.[0]);
  }

  const failure = () =>
    Object.assign(new TypeError(`fetch failed: ?token=${TOKEN}`, { cause: new Error("ECONNREFUSED") }), {
      digest: "1955377730",
      data: "a secret that nobody expected",
    });

  it("has one line of JSON for each event in production, with all that support needs", () => {
    const line = written("production", () =>
      log.error("exchange.unreachable", failure(), {
        requestId: "r-1",
        path: `/x?token=${TOKEN}`,
        none: undefined,
      }),
    );
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toEqual({
      level: "error",
      event: "exchange.unreachable",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requestId: "r-1",
      path: "/x?token=[redacted]",
      error: "TypeError: fetch failed: ?token=[redacted]",
      cause: "ECONNREFUSED",
      digest: "1955377730",
      stack: expect.stringMatching(/^TypeError/),
    });
    expect(line).not.toContain(TOKEN);
    expect(line).not.toContain("nobody expected");
  });

  it("is readable in development, and contains no secrets there either", () => {
    const line = written("development", () =>
      log.error("exchange.unreachable", failure(), { requestId: "r-1" }),
    );
    expect(line).toMatch(/^exchange\.unreachable requestId=r-1 error=TypeError: fetch failed/);
    expect(line).toMatch(/\n +at /);
    expect(line).not.toContain(TOKEN);
  });

  it("accepts a thrown value that is not an Error", () =>
    expect(JSON.parse(written("production", () => log.error("x", "plain words")))).toMatchObject({
      error: "plain words",
    }));
});
