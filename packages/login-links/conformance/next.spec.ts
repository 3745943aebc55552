/** Where a person goes after signing in. Anybody can write the path into a URL, so it must never lead off the site. */
import { expect, promisesOf, test } from "./support/test.ts";

promisesOf("next");

test("after signing in, the browser returns to the page that needed a session", async ({
  page,
  site,
  address,
  mailed,
  options,
}) => {
  const wanted = `${options.home}?from=elsewhere`;
  await page.goto(wanted);
  await expect(page).toHaveURL((url) => url.pathname === options.login);
  await site.ask(page, address, page.url());
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  expect(new URL(page.url()).search).toBe("?from=elsewhere");
});

const HOSTILE = ["https://evil.example/", "/\\evil.example", "/.//evil.example", "javascript:alert(1)"];

for (const next of HOSTILE)
  test(`next=${JSON.stringify(next)} does not lead to another site`, async ({
    page,
    site,
    address,
    mailed,
    options,
  }) => {
    const seen = new Set<string>();
    page.on("request", (request) => {
      if (request.isNavigationRequest()) seen.add(new URL(request.url()).origin);
    });
    await site.ask(page, address, `${options.login}?next=${encodeURIComponent(next)}`);
    const link = new URL(await mailed.link());
    link.searchParams.set("next", next);
    await page.goto(link.href);
    await site.expectHome(page, address);
    expect([...seen]).toEqual([new URL(site.url).origin]);
  });
