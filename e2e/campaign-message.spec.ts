import { test } from "./support/admin";
import { invite, launch, statusOf, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";

test("the message can be read once it is scheduled and once it is sent, for any recipient", async ({
  admin: page,
  mailbox,
}) => {
  const [first, second] = [newAddress(), newAddress()].sort() as [string, string];
  await write(page, {
    name: `Read ${first}`,
    subject: "Come in, {{firstName|friend}}",
    body: "Hello {{firstName|there}}, do come.",
  });
  await invite(page, [`Ada Lovelace <${first}>`, `Grace Hopper <${second}>`]);
  const mail = page.frameLocator("iframe[title='The email']");
  const reader = page.getByRole("combobox", { name: "Preview as" });

  await test.step("scheduled", async () => {
    await page.getByRole("button", { name: "Launch" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Schedule for later").click();
    await dialog.getByLabel("First email goes out").fill("2027-06-01T09:00");
    await dialog.getByRole("button", { name: "Schedule" }).click();
    await expect(statusOf(page)).toHaveText("Scheduled");
    await page.getByRole("tab", { name: "Message" }).click();
    await expect(mail.getByText("Hello Ada, do come.")).toBeVisible();
    await page.getByRole("button", { name: "Unschedule" }).click();
    await expect(statusOf(page)).toHaveText("Draft");
  });

  await test.step("sent: as the chosen recipient got it, without the sign-in link", async () => {
    await launch(page);
    await expect(statusOf(page)).toHaveText("Sent", { timeout: 60_000 });
    await page.getByRole("tab", { name: "Message" }).click();
    await reader.fill(second);
    await page.getByRole("option", { name: second }).click();
    await expect(mail.getByText("Hello Grace, do come.")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: /^Come in, Grace$/ })).toBeVisible();
    const { html } = await mailbox.newest(second);
    const token = /token=([\w-]+)/.exec(html)?.[1];
    expect(token).toBeTruthy();
    expect(await mail.locator("html").innerHTML()).not.toContain(token);
  });

  await test.step("opened by its URL and from the recipient's page", async () => {
    await page.reload();
    await expect(page.getByRole("tab", { name: "Message" })).toHaveAttribute("aria-selected", "true");
    await page.getByRole("tab", { name: "Results" }).click();
    await page.getByRole("button", { name: `Timeline of ${second}` }).click();
    await page.getByRole("button", { name: "Show their message" }).click();
    await expect(reader).toHaveValue(second);
    await expect(mail.getByText("Hello Grace, do come.")).toBeVisible();
  });
});
