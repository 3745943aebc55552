import { describe, expect, it } from "@jest/globals";

const good = {
  NEXT_PUBLIC_CONVEX_URL: "https://happy-otter-1.convex.cloud",
  NEXT_PUBLIC_CONVEX_SITE_URL: "https://happy-otter-1.convex.site",
  SITE_URL: "https://latchkey.example/",
  INTERNAL_PROXY_SECRET: "s".repeat(32),
};

Object.assign(process.env, good);
const { env, parseEnv } = await import("@/lib/server/env");

describe("env", () => {
  it("is parsed once, and gives the site's origin", () =>
    expect(env.SITE_URL).toBe("https://latchkey.example"));

  it("reports all problems at once", () => {
    const parse = () =>
      parseEnv({ ...good, SITE_URL: "latchkey", INTERNAL_PROXY_SECRET: "short", NEXT_PUBLIC_CONVEX_URL: "" });
    expect(parse).toThrow(/NEXT_PUBLIC_CONVEX_URL[^]*\n +SITE_URL[^]*\n +INTERNAL_PROXY_SECRET/);
  });

  it("reports no value", () => {
    const parse = () => parseEnv({ ...good, INTERNAL_PROXY_SECRET: "hunter2" });
    expect(parse).toThrow(expect.not.objectContaining({ message: expect.stringContaining("hunter2") }));
  });

  it.each([
    [{}, undefined],
    [{ VERCEL: "1" }, "x-vercel-forwarded-for"],
    [{ TRUSTED_IP_HEADER: "X-Real-IP" }, "x-real-ip"],
    [{ TRUSTED_IP_HEADER: "X-Real-IP", VERCEL: "1" }, "x-real-ip"],
    [{ TRUSTED_IP_HEADER: "" }, undefined],
  ])("with %p trusts %p", (extra, expected) => {
    expect(parseEnv({ ...good, ...extra }).TRUSTED_IP_HEADER).toBe(expected);
  });
});
