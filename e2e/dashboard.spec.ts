import { expectAccessible } from "./support/accessible";
import { mint } from "./support/deployment";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

test("a new member is welcomed without a name, then by name", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await expect(page.getByText("Welcome.", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Add your name" }).click();
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page.getByText("Welcome, Ada Lovelace.")).toBeVisible();
});

test("a member sees their last sign-ins, and goes on to the sessions", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await signIn(page, mailbox, address);
  const card = page.getByRole("region", { name: "Recent sign-ins" });
  await expect(card.getByRole("listitem")).toHaveCount(1);
  await expect(card.getByRole("listitem")).toContainText("With a link");

  const other = await openOtherBrowser();
  await other.goto(await mint({ email: address }));
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(card.getByRole("listitem")).toHaveCount(2);

  await card.getByRole("link", { name: "End your other sessions" }).click();
  await expect(page).toHaveURL(/\/settings\/sessions$/);
});

test("the settings link to one's data", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/sessions");
  await page.getByRole("link", { name: "Your data" }).click();
  await expect(page).toHaveURL(/\/settings\/profile#your-data$/);
  await expect(page.getByRole("button", { name: "Download my data" })).toBeInViewport();
});

test("the place for the fork's product names the file to edit", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const card = page.getByRole("region", { name: "Your product starts here" });
  await expect(card).toContainText("app/(app)/dashboard/your-product.tsx");
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the dashboard is accessible and fits, in ${colorScheme} colours`, async ({
    page,
    mailbox,
    address,
  }) => {
    await page.emulateMedia({ colorScheme });
    await signIn(page, mailbox, address);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page);
    }
  });
