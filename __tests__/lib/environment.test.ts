import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { convexSchema, readConvexEnvironment, senderAddress } from "@/lib/environment/convex";
import { nextSchema, readNextEnvironment } from "@/lib/environment/next";
import { inWords, type Problem } from "@/lib/environment/problem";
import { isOnThisMachine } from "@/lib/environment/this-machine";
import { siteUrlOf } from "@/lib/environment/site-url";

const next = {
  NEXT_PUBLIC_CONVEX_URL: "https://happy-otter-1.convex.cloud",
  NEXT_PUBLIC_CONVEX_SITE_URL: "https://happy-otter-1.convex.site",
  SITE_URL: "https://latchkey.example",
  INTERNAL_PROXY_SECRET: "p".repeat(32),
};

const convex = {
  SITE_URL: "https://latchkey.example",
  BETTER_AUTH_SECRET: "b".repeat(32),
  INTERNAL_PROXY_SECRET: "p".repeat(32),
  RESEND_API_KEY: "re_123",
  MAIL_FROM: "Latchkey <hello@mail.latchkey.example>",
};

const HERE = "http://localhost:3000";
const LOCAL_WEBHOOK_SECRET = `whsec_${btoa("local_and then some bytes")}`;

const problemsOf = (reading: { ok: true } | { ok: false; problems: Problem[] }) =>
  reading.ok ? [] : reading.problems.map(({ name }) => name);

describe("the environment of either side", () => {
  it("accepts a complete environment", () => {
    expect(problemsOf(readNextEnvironment(next))).toEqual([]);
    expect(problemsOf(readConvexEnvironment(convex))).toEqual([]);
  });

  it("reports all missing, invalid and refused variables at once", () => {
    const source = { ...convex, MAIL_FROM: "nobody", BETTER_AUTH_SECRET: "", RATE_LIMIT_SCALE: "100" };
    const reading = readConvexEnvironment({ ...source, RESEND_BASE_URL: "http://127.0.0.1:3025" });
    expect(problemsOf(reading)).toEqual([
      "BETTER_AUTH_SECRET",
      "MAIL_FROM",
      "RATE_LIMIT_SCALE",
      "RESEND_BASE_URL",
    ]);
  });

  it("says for each variable what to do, and never its value", () => {
    const reading = readConvexEnvironment({ ...convex, BETTER_AUTH_SECRET: "hunter2", SIGN_UP: "hunter2" });
    const words = reading.ok ? "" : inWords("the Convex side", reading.problems);
    expect(words).toMatch(/BETTER_AUTH_SECRET must have at least 32 characters\.\n +Make one/);
    expect(words).toMatch(/SIGN_UP must be open or invite-only\.\n +npx convex env set SIGN_UP/);
    expect(words).not.toContain("hunter2");
  });

  it.each(Object.entries({ ...nextSchema.shape, ...convexSchema.shape }))(
    "has an advice for %s",
    (_, schema) => {
      expect(schema.meta()?.fix).toEqual(expect.stringMatching(/\w{3}/));
    },
  );
});

describe("values that are allowed in development only", () => {
  it.each([
    ["RATE_LIMIT_SCALE", "2"],
    ["RESEND_BASE_URL", "http://localhost:3025"],
    ["RESEND_BASE_URL", "http://mailbox.localhost:3025"],
    ["RESEND_API_KEY", "re_local_0123"],
    ["RESEND_WEBHOOK_SECRET", LOCAL_WEBHOOK_SECRET],
    ["BETTER_AUTH_SECRET", `local_${"b".repeat(43)}`],
    ["INTERNAL_PROXY_SECRET", `local_${"p".repeat(43)}`],
  ])("%s as %s", (name, value) => {
    expect(problemsOf(readConvexEnvironment({ ...convex, [name]: value }))).toEqual([name]);
    expect(problemsOf(readConvexEnvironment({ ...convex, SITE_URL: HERE, [name]: value }))).toEqual([]);
  });

  it.each([
    ["INTERNAL_PROXY_SECRET", `local_${"p".repeat(43)}`],
    ["NEXT_PUBLIC_CONVEX_URL", "http://127.0.0.1:3210"],
    ["NEXT_PUBLIC_CONVEX_SITE_URL", "http://127.0.0.1:3211"],
  ])("%s on the Next side as %s", (name, value) => {
    expect(problemsOf(readNextEnvironment({ ...next, [name]: value }))).toEqual([name]);
    expect(problemsOf(readNextEnvironment({ ...next, SITE_URL: HERE, [name]: value }))).toEqual([]);
  });

  it.each([
    ["http://localhost:3000", true],
    ["http://[::1]:3000", true],
    ["https://app.localhost", true],
    ["http://localhost.evil.example", false],
    ["http://127.0.0.1.evil.example", false],
    ["http://localhost@evil.example", false],
    ["http://evil.example/?localhost", false],
    ["localhost", false],
  ])("%s counts as this machine: %p", (url, expected) => expect(isOnThisMachine(url)).toBe(expected));
});

describe("SITE_URL", () => {
  const vercel = {
    SITE_URL: "https://latchkey.example",
    VERCEL_URL: "latchkey-9f2.vercel.app",
    VERCEL_BRANCH_URL: "latchkey-git-blue.vercel.app",
    VERCEL_PROJECT_PRODUCTION_URL: "latchkey.vercel.app",
  };

  it.each([
    [
      "a preview uses its branch's address",
      { ...vercel, VERCEL_ENV: "preview" },
      "https://latchkey-git-blue.vercel.app",
    ],
    [
      "a preview without a branch uses its own address",
      { ...vercel, VERCEL_ENV: "preview", VERCEL_BRANCH_URL: "" },
      "https://latchkey-9f2.vercel.app",
    ],
    ["production uses SITE_URL", { ...vercel, VERCEL_ENV: "production" }, "https://latchkey.example"],
    [
      "production without SITE_URL uses the project's address",
      { ...vercel, VERCEL_ENV: "production", SITE_URL: "" },
      "https://latchkey.vercel.app",
    ],
    ["everywhere else SITE_URL must be set", { ...vercel, SITE_URL: undefined }, undefined],
  ])("%s", (_, source, expected) => expect(siteUrlOf(source)).toBe(expected));

  it.each([
    "https://latchkey.example/",
    "https://latchkey.example/app",
    "latchkey.example",
    "ftp://latchkey.example",
  ])("on Convex is not %s", (SITE_URL) =>
    expect(problemsOf(readConvexEnvironment({ ...convex, SITE_URL }))).toEqual(["SITE_URL"]),
  );
});

it.each([
  ["Latchkey <Hello@Example.com>", "hello@example.com"],
  ["hello@example.com", "hello@example.com"],
  ["Latchkey <hello>", null],
  ["Latchkey", null],
])("the sender of %p is %p", (value, expected) => expect(senderAddress(value)).toBe(expected));

describe(".env.example", () => {
  const text = readFileSync(".env.example", "utf8");
  const lines = text.split("\n");

  it.each([...Object.keys(nextSchema.shape), ...Object.keys(convexSchema.shape)])("explains %s", (name) => {
    const at = lines.findIndex((line) => new RegExp(`^#? ?${name}=`).test(line));
    expect(lines[at - 1]).toMatch(/^# .{20,}/);
  });

  it("lists no variable that is never read", () => {
    const named = lines.flatMap((line) => /^#? ?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? []);
    expect(new Set(named)).toEqual(
      new Set([...Object.keys(nextSchema.shape), ...Object.keys(convexSchema.shape)]),
    );
  });
});
