import { expect, needsServerRendering, promisesOf, test } from "./support/test.ts";

promisesOf("no-javascript");
needsServerRendering();
test.use({ javaScriptEnabled: false });

test("asking, following the link and signing out need no JavaScript", async ({
  page,
  site,
  address,
  mailed,
  options,
}) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  await site.signOut(page);
  await page.goto(options.home);
  await expect(page).toHaveURL((url) => url.pathname === options.login);
});

test("typing the code needs no JavaScript", async ({ page, site, address, mailed, options }) => {
  test.skip(options.without.includes("code"), "left out: code");
  await site.ask(page, address);
  await site.typeCode(page, await mailed.code());
  await site.expectHome(page, address);
});

test("following the link in another browser needs no JavaScript", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const other = await otherBrowser({ javaScriptEnabled: false });
  await other.goto(await mailed.link());
  await site.continueButton(other).click();
  await site.expectHome(other, address);
});
