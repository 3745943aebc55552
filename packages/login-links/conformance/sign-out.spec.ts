import { expect, promisesOf, test } from "./support/test.ts";

promisesOf("sign-out");

test("signing out ends the session, not only the page", async ({ page, site, address, mailed, options }) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  const thief = await site.visitorOf(page);
  await site.expectSignedIn(thief, address);
  await site.signOut(page);
  await site.expectNobody(thief);
  await page.goto(options.home);
  await expect(page).toHaveURL((url) => url.pathname === options.login);
});

test("another site cannot sign anybody out", async ({ page, site, address, mailed, options }) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  const button = page.getByRole("button", { name: options.labels.signOut, exact: true });
  const form = await site.formOf(button);
  const visitor = await site.visitorOf(page);
  await visitor.copy().submit(form, { "sec-fetch-site": "cross-site", origin: "https://evil.example" });
  await site.expectSignedIn(visitor, address);
});
