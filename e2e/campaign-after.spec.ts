import { downloaded, test } from "./support/admin";
import { choose, drop, launch, loss, stage, statusOf, write } from "./support/campaigns";
import { linkIn } from "./support/mailbox";
import { expect, newAddress } from "./support/test";

test("after a campaign: failed mail is retried, an invite revoked, and silent recipients are reminded once and exported", async ({
  admin: page,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(240_000);
  const [guest, silent, unwanted, failing] = [newAddress(), newAddress(), newAddress(), newAddress()];
  const bouncing = newAddress().replace(/^ada-(.*)@.*$/, "bounced+$1@resend.dev");
  const name = `After ${guest}`;
  await write(page, { name, subject: `Evening of ${guest}`, body: "Hello {{firstName|there}}" });

  await test.step("a file that is dropped becomes the audience", async () => {
    await page.getByRole("tab", { name: "Audience" }).click();
    await drop(page, "guests.csv", ["Email", guest, silent, unwanted, failing, bouncing].join("\n"));
    await page.getByRole("button", { name: "Add 5 recipients" }).click();
    await expect(page.getByRole("heading", { name: "Import complete" })).toBeVisible();
  });

  await test.step("one mail bounces, and one is reported as failed later", async () => {
    await launch(page);
    await expect(page.getByText("5 of 5 emails sent")).toBeVisible({ timeout: 60_000 });
    await expect(stage(page, "Delivered")).toHaveText("4");
    await expect(loss(page, "Bounced")).toHaveText("1");
    await mailbox.report(await mailbox.newest(failing), "email.failed");
    await expect(loss(page, "Failed")).toHaveText("1");
    await page.getByRole("button", { name: `Timeline of ${bouncing}` }).click();
    await expect(page.getByRole("dialog").getByText("Bounced", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
  });

  await test.step("failed mail is retried", async () => {
    await choose(page, "Retry 1 failed email");
    await mailbox.newest(failing, 2);
    await expect(loss(page, "Failed")).toHaveText("0");
    await expect(statusOf(page)).toHaveText("Sent");
  });

  await test.step("mail that fails again is sent again to the selected recipient only", async () => {
    await mailbox.report(await mailbox.newest(failing, 2), "email.failed");
    await expect(loss(page, "Failed")).toHaveText("1");
    await page.getByRole("checkbox", { name: `Select ${failing}` }).check();
    await page.getByRole("checkbox", { name: `Select ${silent}` }).check();
    await page.getByRole("button", { name: "Send again to 1" }).click();
    const question = page.getByRole("dialog", { name: "Send the mail again to 1 recipient?" });
    await question.getByRole("button", { name: "Send again to 1" }).click();
    await mailbox.newest(failing, 3);
    await expect(loss(page, "Failed")).toHaveText("0");
    await expect(statusOf(page)).toHaveText("Sent");
    expect(await mailbox.count(silent)).toBe(1);
  });

  await test.step("one recipient accepts", async () => {
    const browser = await openOtherBrowser();
    await browser.goto(linkIn(await mailbox.newest(guest)));
    await browser.getByRole("button", { name: "Continue" }).click();
    await expect(stage(page, "Accepted")).toHaveText("1");
  });

  await test.step("one invite is revoked, and its page says so", async () => {
    await page.getByRole("button", { name: `Revoke the invite for ${unwanted}` }).click();
    const dialog = page.getByRole("dialog", { name: `Revoke the invite for ${unwanted}?` });
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("row").filter({ hasText: unwanted })).toContainText("invite revoked");
    const browser = await openOtherBrowser();
    await browser.goto(linkIn(await mailbox.newest(unwanted)));
    await expect(browser.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  });

  await test.step("all are exported with their status", async () => {
    const csv = await downloaded(page, () => choose(page, "Export CSV"));
    const lines = Object.fromEntries(csv.split("\r\n").map((line) => [line.split(",")[0], line]));
    expect(lines[guest]).toContain(`${guest},,accepted,`);
    expect(lines[bouncing]).toContain(`${bouncing},,bounced,`);
    expect(lines[failing]).toContain(`${failing},,delivered,`);
  });

  await test.step("silent recipients are reminded, with a link that replaces the old one", async () => {
    const old = linkIn(await mailbox.newest(silent));
    await choose(page, "Remind people who have not accepted");
    await expect(page.getByText("A reminder for 2 recipients")).toBeVisible();
    await launch(page);
    await expect(page.getByText("2 of 2 emails sent")).toBeVisible({ timeout: 60_000 });
    const reminder = await mailbox.newest(silent, 2);
    expect(reminder.subject).toBe(`Reminder: Evening of ${guest}`);
    expect(linkIn(reminder)).not.toBe(old);
    expect(await mailbox.count(guest)).toBe(1);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await expect(page.getByRole("menuitem", { name: "Duplicate" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: /Remind/ })).toHaveCount(0);
  });

  await test.step("nobody is left to remind after that", async () => {
    await page.goto("/admin/campaigns");
    await page.getByRole("link", { name, exact: true }).click();
    await choose(page, "Remind people who have not accepted");
    await expect(page.getByText("Nobody is left to remind")).toBeVisible();
  });

  await test.step("the message is copied into another campaign", async () => {
    await page.goto("/admin/campaigns");
    await page.getByRole("button", { name: `More for ${name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Duplicate" }).click();
    await expect(page.getByRole("heading", { name: `${name} (copy)` })).toBeVisible();
    await expect(page.getByLabel("Message")).toHaveValue("Hello {{firstName|there}}");
    await page.getByRole("tab", { name: "Audience" }).click();
    await expect(page.getByText("No recipients yet")).toBeVisible();
  });
});
