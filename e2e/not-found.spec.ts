/** The "Page not found" page keeps the navigation of the part of the site that the URL belongs to. */
import { expectAccessible, expectToFit } from "./support/accessible";
import { signIn, signInAsAdmin } from "./support/pages";
import { expect, test } from "./support/test";

for (const path of ["/settings/nothing", "/dashboard/nothing/at-all"])
  test(`${path} is not found, and keeps the navigation of a member`, async ({ page, mailbox, address }) => {
    await signIn(page, mailbox, address);
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Page not found" })).toHaveCount(1);
    await expect(page.getByRole("navigation").first()).toBeVisible();
    await expectToFit(page, [320, 1280]);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Go to the dashboard" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });

test("a campaign that does not exist leads back to the list", async ({ page, mailbox }) => {
  await signInAsAdmin(page, mailbox);
  for (const path of ["/admin/nothing", "/admin/campaigns/nothing"]) {
    await page.goto(path);
    await expect(page.getByRole("link", { name: "Campaigns", exact: true })).toBeVisible();
  }
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await page.getByRole("link", { name: "All campaigns" }).click();
  await expect(page.getByRole("heading", { name: "Campaigns" })).toBeVisible();
});

test("somebody who is not signed in is asked to sign in, and returns to the page", async ({ page }) => {
  await page.goto("/settings/nothing");
  await expect(page).toHaveURL(/\/login\?next=\/settings\/nothing$/);
});

test("a page that is not found says so without JavaScript too", async ({
  page,
  mailbox,
  address,
  browser,
}) => {
  await signIn(page, mailbox, address);
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ storageState, javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto("/settings/nothing");
  await expect(plain.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await context.close();
});
