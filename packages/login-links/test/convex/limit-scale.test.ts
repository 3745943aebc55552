/**
 * RATE_LIMIT_SCALE raises the limits on one machine, because tests sign in more often than people do. A site that
 * others can reach must not run with higher limits.
 */
import { afterEach, expect, test } from "@jest/globals";
import { call, newBrowser, visitor, world } from "./support/world.ts";

const ADA = "ada@example.com";

afterEach(() => {
  delete process.env["RATE_LIMIT_SCALE"];
});

async function ask(siteUrl: string) {
  const t = await world("localInstall", { siteUrl: () => siteUrl });
  const { browserHash } = await newBrowser();
  return call(t, "request", { email: ADA, browserHash, client: await visitor("loginLinks:request") });
}

/** How many of 40 unsigned calls are accepted. */
async function admitted(siteUrl: string): Promise<number> {
  const t = await world("localInstall", { siteUrl: () => siteUrl });
  const { browserHash } = await newBrowser();
  let count = 0;
  for (let i = 0; i < 40; i++)
    count += Number((await call(t, "request", { email: ADA, browserHash, client: { userAgent: null } })).ok);
  return count;
}

test("RATE_LIMIT_SCALE multiplies the limits of a local site", async () => {
  expect(await admitted("http://localhost:3000")).toBe(30);
  process.env["RATE_LIMIT_SCALE"] = "100";
  expect(await admitted("http://127.0.0.1:3000")).toBe(40);
  expect(await ask("http://localhost:3000")).toEqual({ ok: true, cooldownSeconds: 1 });
});

test.each(["https://owner.example", "https://localhost.example", "http://192.168.0.7:3000"])(
  "%s refuses to run with it, and says how to remove it",
  async (siteUrl) => {
    process.env["RATE_LIMIT_SCALE"] = "2";
    await expect(ask(siteUrl)).rejects.toThrow("npx convex env remove RATE_LIMIT_SCALE");
    process.env["RATE_LIMIT_SCALE"] = "1";
    expect(await ask(siteUrl)).toEqual({ ok: true, cooldownSeconds: 60 });
  },
);

test.each(["0.5", "0", "-3", "many", ""])("%j is refused as a scale", async (scale) => {
  process.env["RATE_LIMIT_SCALE"] = scale;
  await expect(ask("http://localhost:3000")).rejects.toThrow("RATE_LIMIT_SCALE is");
});
