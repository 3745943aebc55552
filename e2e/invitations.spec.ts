import { expectAccessible } from "./support/accessible";
import { inviteByCampaign, openAsAdmin } from "./support/admin";
import { linkIn } from "./support/mailbox";
import { expect, newAddress, test } from "./support/test";
import type { Page } from "@playwright/test";

const PATH = "/admin/people/invitations";

const rowOf = (page: Page, address: string) => page.getByRole("row").filter({ hasText: address });

async function invite(page: Page, address: string): Promise<void> {
  await page.getByRole("button", { name: "Invite a colleague" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
  await dialog.getByLabel("Email").fill(address);
  await dialog.getByRole("button", { name: "Send the invite" }).click();
  await expect(dialog).toBeHidden();
}

test("an invitation is sent again: the new link works, and the old one no longer does", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  test.setTimeout(120_000);
  await openAsAdmin(page, mailbox, PATH);
  await invite(page, address);
  await expect(rowOf(page, address)).toContainText("Sent");
  const old = linkIn(await mailbox.newest(address));

  await page.getByRole("button", { name: `Resend to ${address}` }).click();
  await expect(page.getByText(`A new email is on its way to ${address}.`)).toBeVisible();
  const fresh = linkIn(await mailbox.newest(address, 2));
  await expect(rowOf(page, address)).toContainText("Sent");

  const colleague = await openOtherBrowser();
  await colleague.goto(old);
  await expect(colleague.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await colleague.goto(fresh);
  await colleague.getByRole("button", { name: "Continue" }).click();
  await expect(colleague).toHaveURL(/\/admin\/campaigns$/);
  await expect(rowOf(page, address)).toHaveCount(0);
});

test("a revoked invitation leaves the list, and its link no longer works", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  test.setTimeout(120_000);
  await openAsAdmin(page, mailbox, PATH);
  await invite(page, address);
  const link = linkIn(await mailbox.newest(address));
  await page.getByRole("button", { name: `Revoke the invitation for ${address}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText(`Revoked the invitation for ${address}.`)).toBeVisible();
  await expect(rowOf(page, address)).toHaveCount(0);
  const colleague = await openOtherBrowser();
  await colleague.goto(link);
  await expect(colleague.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("a guest of a campaign is found, and mailed again", async ({ page, mailbox, address }) => {
  test.setTimeout(180_000);
  await openAsAdmin(page, mailbox, "/admin/campaigns");
  const subject = `Again ${newAddress()}`;
  await inviteByCampaign(page, subject, [address]);
  await mailbox.newest(address);
  await page.goto(PATH);
  await page.getByLabel("Sent by").selectOption("A campaign");
  await page.getByLabel("Search by address").fill(address);
  const row = rowOf(page, address);
  await expect(row).toContainText("Sent");
  await row.getByRole("button", { name: "Resend" }).click();
  await mailbox.newest(address, 2);
  await row.getByRole("link", { name: subject }).click();
  await expect(page).toHaveURL(/\/admin\/campaigns\/\w+$/);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the list is accessible and fits, from 320 px on, in ${colorScheme} colours`, async ({
    page,
    mailbox,
    address,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openAsAdmin(page, mailbox, PATH);
    await invite(page, address);
    await expect(rowOf(page, address)).toContainText("Sent");
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page);
    }
  });
