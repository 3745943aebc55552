/**
 * The "Check your email" page shows how the delivery of its email goes, and shows the same for an address that gets
 * none.
 */
import { expectAccessible } from "./support/accessible";
import { drainLimit } from "./support/deployment";
import { askForLink, signIn } from "./support/pages";
import { expect, newAddress, test } from "./support/test";

const DELIVERED = "The email has been delivered.";

test("an account, a stranger and an address over its limit all read that it was delivered", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await signIn(page, mailbox, address);
  const overLimit = newAddress();
  await drainLimit("linkCooldownPerAddress", overLimit);
  for (const email of [address, newAddress(), overLimit]) {
    const browser = await openOtherBrowser();
    await askForLink(browser, email);
    await expect(browser.getByText(DELIVERED)).toBeVisible();
  }
});

test("a page shows by itself that the mail bounced, and leads to another address", async ({ page }) => {
  await askForLink(page, `bounced+${newAddress().split("@")[0]}@resend.dev`);
  await expect(page.getByText("The email was returned")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Use another address" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
});

test("a typing error is noticed, and the mail is sent to the right address", async ({ page, mailbox }) => {
  const [name] = newAddress().split("@");
  await askForLink(page, `${name}@gmial.com`);
  await expect(page.getByText(`Did you mean ${name}@gmail.com?`)).toBeVisible();
  await page.getByRole("button", { name: "Send it to that address" }).click();
  await expect(page.getByRole("link", { name: "Open Gmail" })).toHaveAttribute(
    "href",
    /^https:\/\/mail\.google\.com/,
  );
  await mailbox.newest(`${name}@gmail.com`);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reload shows the state of the mail", async ({ page, mailbox, address }) => {
    await askForLink(page, address);
    await mailbox.newest(address);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(DELIVERED)).toBeVisible({ timeout: 500 });
    }).toPass();
  });
});
