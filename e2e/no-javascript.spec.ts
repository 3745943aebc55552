import { codeIn, linkIn } from "./support/mailbox";
import { askForLink, typeCode } from "./support/pages";
import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("asking for a link and following it need no JavaScript", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await page.goto(linkIn(await mailbox.newest(address)));
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByText(address).first()).toBeVisible();
});

test("typing the code needs no JavaScript", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await typeCode(page, codeIn(await mailbox.newest(address)));
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByText(address).first()).toBeVisible();
});

test("following the link in another browser needs no JavaScript", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const other = await openOtherBrowser({ javaScriptEnabled: false });
  await other.goto(linkIn(await mailbox.newest(address)));
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other).toHaveURL(/\/dashboard$/);
  await expect(other.getByText(address).first()).toBeVisible();
});

test("showing the code for another browser needs no JavaScript", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const other = await openOtherBrowser({ javaScriptEnabled: false });
  await other.goto(linkIn(await mailbox.newest(address)));
  await other.getByRole("button", { name: "Sign in where I asked" }).click();
  await typeCode(page, (await other.getByLabel("Code", { exact: true }).textContent()) ?? "");
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("an invalid address is refused with a message", async ({ page }) => {
  await page.goto("/login");
  const field = page.getByRole("textbox", { name: "Email" });
  await field.evaluate((input) => input.closest("form")?.setAttribute("novalidate", ""));
  await field.fill("ada@");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByText("That does not look like an email address")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("ada@");
  expect(page.url()).not.toContain("ada");
});
