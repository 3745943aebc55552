import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { clientOf } from "../../src/http/client.ts";

const NOW = Date.UTC(2026, 10, 23);
const secret = "s".repeat(32);
const TRUSTED = "x-vercel-forwarded-for";

const clientWith = (headers: Record<string, string>, trustedHeader: string | undefined = TRUSTED) =>
  clientOf(new Headers(headers), "loginLinks:request", { trustedHeader, secret, now: NOW });

const hmac = (text: string) => createHmac("sha256", secret).update(text).digest("hex");

describe("clientOf", () => {
  it("signs the address from the proxy's header, for one function and one time", async () => {
    const { claim } = await clientWith({ [TRUSTED]: "203.0.113.7" });
    const signature = hmac(`latchkey visitor|loginLinks:request|203.0.113.7|${NOW}`);
    expect(claim).toEqual({ address: "203.0.113.7", at: NOW, signature });
  });

  it("signs a claim without an address if it knows none", async () => {
    const signature = hmac(`latchkey visitor|loginLinks:request|-|${NOW}`);
    expect(await clientWith({})).toEqual({
      userAgent: null,
      claim: { address: null, at: NOW, signature },
    });
  });

  it.each(["x-forwarded-for", "forwarded", "x-real-ip", "cf-connecting-ip", "x-client-ip"])(
    "does not believe %s",
    async (name) => {
      const headers = { [name]: "203.0.113.7" };
      expect((await clientWith(headers)).claim.address).toBeNull();
      expect((await clientWith({ ...headers, [TRUSTED]: "" })).claim.address).toBeNull();
    },
  );

  it("believes no header if none is configured", async () => {
    const headers = new Headers({ [TRUSTED]: "203.0.113.7" });
    const settings = { trustedHeader: undefined, secret, now: NOW };
    expect((await clientOf(headers, "loginLinks:request", settings)).claim.address).toBeNull();
  });

  it("uses the last address of a list, which the nearest proxy wrote", async () => {
    const { claim } = await clientWith({ [TRUSTED]: "10.0.0.1, 2001:db8::7" });
    expect(claim.address).toBe("2001:db8::7");
  });

  it.each(["", "unknown", "-", "203.0.113.7:443", "<script>", "999.1.1.1", "203.0.113.7|1"])(
    "%p is not an address",
    async (value) => {
      expect((await clientWith({ [TRUSTED]: value })).claim.address).toBeNull();
    },
  );

  it("passes the user agent on, cut to a maximum length", async () => {
    expect((await clientWith({ "user-agent": "x".repeat(5000) })).userAgent).toHaveLength(512);
  });
});
