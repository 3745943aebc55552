import { describe, expect, it } from "@jest/globals";
import { contentSecurityPolicy, securityHeaders } from "@/lib/csp";

describe("the content security policy", () => {
  const input = { nonce: "n0nce", convexUrl: "https://a.convex.cloud", isDevelopment: false, isSecure: true };
  const directive = (name: string, overrides = {}) =>
    contentSecurityPolicy({ ...input, ...overrides })
      .split("; ")
      .find((part) => part.startsWith(`${name} `) || part === name);

  it("runs only scripts with the nonce", () => {
    expect(directive("script-src")).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'");
    expect(directive("script-src", { isDevelopment: true })).toContain("'unsafe-eval'");
  });

  it("lets the page connect to Convex, also by WebSocket", () => {
    expect(directive("connect-src")).toBe("connect-src 'self' https://a.convex.cloud wss://a.convex.cloud");
    expect(directive("connect-src", { convexUrl: "http://127.0.0.1:3210" })).toContain("ws://127.0.0.1:3210");
  });

  it("loads pictures of another host only if the environment names it", () => {
    expect(directive("img-src")).toBe("img-src 'self' data: blob:");
    const pictureHosts = ["https://cdn.example.com"];
    expect(directive("img-src", { pictureHosts })).toBe("img-src 'self' data: blob: https://cdn.example.com");
  });

  it("forbids everything else", () => {
    for (const closed of ["object-src", "base-uri", "frame-ancestors"])
      expect(directive(closed)).toBe(`${closed} 'none'`);
    expect(directive("upgrade-insecure-requests")).toBeDefined();
    expect(directive("upgrade-insecure-requests", { isSecure: false })).toBeUndefined();
  });

  it("upgrades to https only if the site has https", () => {
    expect(securityHeaders(true)).toHaveProperty("Strict-Transport-Security");
    expect(securityHeaders(false)).not.toHaveProperty("Strict-Transport-Security");
  });
});
