/** An address that the mail provider blocks: who sees it, and how an admin unblocks it. */
import { expectAccessible } from "./support/accessible";
import { askForLink, signIn, signInAsAdmin } from "./support/pages";
import { expect, test } from "./support/test";

const BLOCKED = /Our mail provider does not deliver to this address/;

test("a blocked address: its owner's browser says so, other browsers do not, and an admin can unblock it", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await signIn(page, mailbox, address);
  await mailbox.report(await mailbox.newest(address), "email.complained");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();

  await askForLink(page, address);
  await expect(page.getByText(BLOCKED)).toBeVisible();
  await expectAccessible(page);

  const stranger = await openOtherBrowser();
  await askForLink(stranger, address);
  await mailbox.newest(address, 3);
  await expect(stranger.getByText("The email is on its way.")).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText("The email is on its way.")).toBeVisible();
  await expect(stranger.getByText(BLOCKED)).toHaveCount(0);

  const admin = await openOtherBrowser();
  await signInAsAdmin(admin, mailbox);
  await admin.goto("/admin/blocked");
  await admin.getByRole("searchbox").fill(address);
  const row = admin.getByRole("row").filter({ hasText: address });
  await expect(row).toContainText("Reported as spam");
  await expectAccessible(admin);
  await row.getByRole("button", { name: `Unblock ${address}` }).click();
  const dialog = admin.getByRole("dialog", { name: `Unblock ${address}?` });
  await expectAccessible(admin);
  await dialog.getByRole("button", { name: "Unblock" }).click();
  await expect(admin.getByText(`${address} gets emails again.`)).toBeVisible();
  await expect(row).toHaveCount(0);

  await askForLink(stranger, address, "/login?another=");
  await expect(stranger.getByText("The email has been delivered.")).toBeVisible();
});
