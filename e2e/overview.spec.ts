import { expectAccessible } from "./support/accessible";
import { openAsAdmin } from "./support/admin";
import { countMails } from "./support/deployment";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

test("an admin lands on the overview and sees a sign-in as it happens", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  test.setTimeout(120_000);
  await openAsAdmin(page, mailbox, "/admin");
  await expect(page).toHaveURL(/\/admin\/overview$/);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const chart = page.getByRole("img", { name: /sign-ins? in the last 30 days, by day/ });
  await expect(chart).toBeVisible();
  await page.getByText("Show as a table").click();
  const today = page.getByRole("region", { name: "Sign-ins" }).getByRole("row").nth(1).getByRole("cell");
  const before = Number(await today.first().textContent());
  expect(before).toBeGreaterThan(0);
  await signIn(await openOtherBrowser(), mailbox, address);
  await expect(async () =>
    expect(Number(await today.first().textContent())).toBeGreaterThan(before),
  ).toPass();
});

test("the overview shows the mail provider's state, and links to blocked addresses", async ({
  page,
  mailbox,
}) => {
  await openAsAdmin(page, mailbox, "/admin/overview");
  const provider = page.getByRole("region", { name: "Mail provider" });
  await expect(provider).toContainText("Set up");
  await expect(provider.getByText("None yet")).toHaveCount(0);
  await provider.getByRole("link", { name: "Blocked addresses" }).click();
  await expect(page).toHaveURL(/\/admin\/blocked$/);
});

test("mail is counted by receiving domain", async ({ page, mailbox }) => {
  test.setTimeout(120_000);
  await openAsAdmin(page, mailbox, "/admin/overview");
  const table = page.getByRole("table", { name: "Mail by receiving domain" });
  const row = table.getByRole("row", { name: /^example\.com / });
  await expect(async () => {
    await countMails();
    await expect(row).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the overview is accessible and fits, from 320 px on, in ${colorScheme} colours`, async ({
    page,
    mailbox,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openAsAdmin(page, mailbox, "/admin/overview");
    await page.getByText("Show as a table").click();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page);
    }
  });
