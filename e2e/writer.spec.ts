import { expectAccessible, expectToFit } from "./support/accessible";
import { openAsAdmin } from "./support/admin";
import { invite, launch, statusOf, write } from "./support/campaigns";
import { linkIn } from "./support/mailbox";
import { ADMIN } from "./support/pages";
import { expect, newAddress, test } from "./support/test";

test("a writer asks for approval, somebody else launches, and the audit log names both", async ({
  page: admin,
  mailbox,
  address: writer,
  openOtherBrowser,
}) => {
  test.setTimeout(240_000);
  await openAsAdmin(admin, mailbox, "/admin/people");
  const page = await openOtherBrowser();
  const name = `Approval ${newAddress()}`;

  await test.step("an admin invites a writer", async () => {
    await admin.getByRole("button", { name: "Invite a colleague" }).click();
    const dialog = admin.getByRole("dialog", { name: "Invite a colleague" });
    await dialog.getByLabel("Email").fill(writer);
    await dialog.getByRole("radio", { name: "Writer" }).check();
    await dialog.getByRole("button", { name: "Send the invite" }).click();
    await expect(dialog).toBeHidden();
    await page.goto(linkIn(await mailbox.newest(writer)));
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(/\/admin\/campaigns$/);
  });

  await test.step("the writer may compare campaigns and use templates", async () => {
    for (const [path, title] of [
      ["compare", "Campaigns side by side"],
      ["templates", "Templates"],
    ]) {
      await page.goto(`/admin/campaigns/${path}`);
      await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    }
  });

  await test.step("the writer writes, and asks where others launch", async () => {
    await write(page, { name, subject: "Do come", body: "Hello" });
    await invite(page, [newAddress()]);
    await expect(page.getByRole("button", { name: "Launch", exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Ask for approval" }).click();
    await expect(page.getByText("This campaign waits for approval")).toBeVisible();
    await expectAccessible(page);
    await expectToFit(page, [320, 390]);
  });

  await test.step("an admin sees who asked, and launches", async () => {
    await admin.goto(new URL(page.url()).pathname);
    await expect(admin.getByText(`${writer} asked for it`)).toBeVisible();
    await launch(admin);
    await expect(statusOf(admin)).toHaveText(/Sending|Sent/);
    await expect(statusOf(page)).toHaveText(/Sending|Sent/);
    await expect(page.getByRole("button", { name: "Revoke" })).toHaveCount(0);
  });

  await test.step("the audit log names who launched, who wrote and who asked", async () => {
    await admin.goto("/admin/audit");
    const row = admin.getByRole("row").filter({ hasText: "Launched a campaign" }).filter({ hasText: name });
    await expect(row).toContainText(ADMIN);
    await expect(row).toContainText(writer);
  });
});
