import { downloaded, openAsAdmin } from "./support/admin";
import { linkIn } from "./support/mailbox";
import { ADMIN } from "./support/pages";
import { expect, newAddress, test } from "./support/test";
import type { Page } from "@playwright/test";

test("a colleague is invited, promoted and removed, and their browser shows each change", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
  consoleErrors,
}) => {
  test.setTimeout(180_000);
  await openAsAdmin(page, mailbox, "/admin/people");
  const colleague = await openOtherBrowser();

  await test.step("the invite says who sent it, and which role it gives", async () => {
    await page.getByRole("button", { name: "Invite a colleague" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
    await dialog.getByLabel("Email").fill(address);
    await dialog.getByLabel("Name").fill("Grace Hopper");
    await dialog.getByRole("button", { name: "Send the invite" }).click();
    await expect(dialog).toBeHidden();
    const mail = await mailbox.newest(address);
    expect(mail.text).toContain(`${ADMIN} invites you to Latchkey as a marketer.`);
    await colleague.goto(linkIn(mail));
    await expect(colleague.getByText(`${ADMIN} invites you to Latchkey as a marketer.`)).toBeVisible();
    await colleague.getByRole("button", { name: "Continue" }).click();
    await expect(colleague).toHaveURL(/\/admin\/campaigns$/);
  });

  await test.step("they are found by the second word of their name, and listed as seen just now", async () => {
    await page.getByLabel("Search by name or address").fill(`HOPPER ${address.slice(0, 20)}`);
    const row = page.getByRole("row").filter({ hasText: address });
    await expect(row).toContainText("Grace Hopper");
    await expect(row).toContainText("In the last hour");
  });

  await test.step("a marketer opens no page of the admins", async () => {
    await colleague.goto("/admin/people");
    await expect(colleague.getByRole("heading", { name: "This part is for admins" })).toBeVisible();
  });

  await test.step("the role changes while their page is open", async () => {
    await colleague.goto("/admin/suppressions");
    await expect(colleague.getByRole("heading", { name: "Suppressions" })).toBeVisible();
    const row = await find(page, address);
    await expect(row).toContainText("Marketer");
    await row.getByRole("button", { name: "Change role" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Member" }).check();
    await dialog.getByRole("button", { name: "Make them a member" }).click();
    await expect(row).toContainText("Member");
    await expect(
      colleague.getByRole("heading", { name: "This part is for writers, marketers and admins" }),
    ).toBeVisible();
    // The open page logs the calls that were refused after the role was changed.
    for (const error of consoleErrors.take()) expect(error).toContain("forbidden");
  });

  await test.step("removing them signs them out", async () => {
    const row = await find(page, address);
    await row.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText(`${address} is signed out everywhere.`)).toBeVisible();
    await expect(colleague).toHaveURL(/\/login/);
  });
});

test("suppressions are added, found, imported, exported and removed", async ({ page, mailbox }) => {
  test.setTimeout(120_000);
  const [known, ...others] = Array.from({ length: 4 }, newAddress);
  await openAsAdmin(page, mailbox, "/admin/suppressions");

  await test.step("added by hand", async () => {
    await page.getByRole("button", { name: "Add addresses" }).click();
    const dialog = page.getByRole("dialog", { name: "Add addresses" });
    await dialog.getByLabel("Addresses").fill(`${known}\nnobody@`);
    await dialog.getByLabel("Reason").fill("Asked by phone");
    await dialog.getByRole("button", { name: "Suppress" }).click();
    await expect(dialog.getByText("This is not an email address.")).toBeVisible();
    await expect(dialog.getByLabel("Addresses")).toHaveValue("nobody@");
    await dialog.getByRole("button", { name: "Close" }).click();
  });

  await test.step("imported from a file with one known and one invalid address", async () => {
    await page.getByRole("button", { name: "Import a list" }).click();
    const dialog = page.getByRole("dialog", { name: "Import a list" });
    const rows = ["Name;Address", ...[known, ...others].map((email) => `Guest;${email}`), "Guest;nobody"];
    await dialog
      .getByLabel("CSV file")
      .setInputFiles({ name: "old.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
    await expect(dialog.getByText("4 addresses can be suppressed. 1 row is left out:")).toBeVisible();
    await dialog.getByLabel("Reason").fill("=From the old tool");
    await dialog.getByRole("button", { name: "Suppress 4 addresses" }).click();
    await expect(dialog.getByText("3 addresses suppressed. 1 was already in the list.")).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
  });

  await test.step("found, and exported without formulas", async () => {
    await page.getByLabel("Search by address").fill(others[0] ?? "");
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
    const csv = await downloaded(page, () => page.getByRole("button", { name: "Export CSV" }).click());
    expect(csv).toContain(`${known},manual,Asked by phone,`);
    expect(csv).toContain(`${others[0]},manual,'=From the old tool,`);
  });

  await test.step("removed", async () => {
    await page.getByRole("button", { name: `Remove ${others[0]}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove it from the list" }).click();
    await expect(page.getByText(`Campaigns can send to ${others[0]} again.`)).toBeVisible();
    await expect(page.getByText("No matches")).toBeVisible();
  });
});

async function find(page: Page, address: string) {
  await page.getByLabel("Search by name or address").fill(address);
  return page.getByRole("row").filter({ hasText: address });
}
