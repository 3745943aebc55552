/** Response headers: what caches may store, what the referrer reveals, and what browsers may run. */
import { expect, promisesOf, test } from "./support/test.ts";

promisesOf("headers");

test("the answer to a link is not cached and sends no referrer", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const { headers } = await (await site.visitorOf(await otherBrowser())).open(await mailed.link());
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["referrer-policy"]).toBe("no-referrer");
});

test("after the first request, the token is in no URL and no referrer", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  const token = new URL(link).searchParams.get("token") ?? "";
  const other = await otherBrowser();
  const seen: string[] = [];
  other.on("request", (request) => seen.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await other.goto(link);
  const again = site.continueButton(other);
  if (await again.isVisible()) await again.click();
  await site.expectHome(other, address);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.slice(1).filter((one) => one.includes(token))).toEqual([]);
  expect(await other.content()).not.toContain(token);
});

test("the pages run no injected script, and cannot be framed by another site", async ({ page, options }) => {
  const response = await page.goto(options.login);
  const headers = response?.headers() ?? {};
  const policy = new Map(
    (headers["content-security-policy"] ?? "").split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  const scripts = policy.get("script-src") ?? policy.get("default-src") ?? ["*"];
  expect(scripts.filter((source) => /^(\*|https?:|data:|'unsafe-(inline|eval)')$/.test(source))).toEqual([]);
  expect(policy.get("frame-ancestors")).toEqual(["'none'"]);
  expect(headers["x-content-type-options"]).toBe("nosniff");
});
