import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { clientOf } from "@/lib/client-ip";

const NOW = Date.UTC(2026, 10, 23);
const secret = "s".repeat(32);
const settings = { trustedHeader: "x-vercel-forwarded-for", secret, now: NOW };

describe("clientOf", () => {
  it("signs the address that the proxy in front saw", async () => {
    const client = await clientOf(new Headers({ "x-vercel-forwarded-for": "203.0.113.7" }), settings);
    const signature = createHmac("sha256", secret).update(`203.0.113.7|${NOW}`).digest("hex");
    expect(client.ip).toEqual({ address: "203.0.113.7", at: NOW, signature });
  });

  it.each(["x-forwarded-for", "forwarded", "x-real-ip", "cf-connecting-ip", "x-client-ip"])(
    "does not believe %s",
    async (name) => {
      const headers = new Headers({ [name]: "203.0.113.7" });
      expect(await clientOf(headers, settings)).toEqual({ userAgent: null });
      expect(await clientOf(headers, { ...settings, trustedHeader: undefined })).toEqual({ userAgent: null });
    },
  );

  it("takes the last of a list, which the nearest proxy wrote", async () => {
    const headers = new Headers({ "x-vercel-forwarded-for": "10.0.0.1, 2001:db8::7" });
    expect((await clientOf(headers, settings)).ip?.address).toBe("2001:db8::7");
  });

  it.each(["", "unknown", "203.0.113.7:443", "<script>", "999.1.1.1"])("%p is no address", async (value) => {
    expect((await clientOf(new Headers({ "x-vercel-forwarded-for": value }), settings)).ip).toBeUndefined();
  });

  it("passes a user agent on, but not a novel", async () => {
    const client = await clientOf(new Headers({ "user-agent": "x".repeat(5000) }), settings);
    expect(client.userAgent).toHaveLength(512);
  });
});
