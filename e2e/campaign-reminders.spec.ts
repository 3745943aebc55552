import { expectAccessible } from "./support/accessible";
import { test } from "./support/admin";
import { drop, launch, stage, statusOf, write } from "./support/campaigns";
import { linkIn } from "./support/mailbox";
import { expect, newAddress } from "./support/test";

test("a marketer adds a reminder, sees who gets it when, launches, and can change it until it goes out", async ({
  admin: page,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(240_000);
  const [kolkata, berlin, nowhere] = [newAddress(), newAddress(), newAddress()];
  const name = `Reminded ${kolkata}`;
  await write(page, { name, subject: `Come in, ${kolkata}`, body: "Hello {{firstName|there}}" });

  await test.step("the list has a time zone for each recipient, one of them unknown", async () => {
    await page.getByRole("tab", { name: "Audience" }).click();
    const rows = [`${kolkata},Asia/Kolkata`, `${berlin},europe/berlin`, `${nowhere},Mars/Base`];
    await drop(page, "guests.csv", ["Email,Timezone", ...rows].join("\n"));
    await expect(
      page.getByText(/1 row has a time zone that is not recognised: “Mars\/Base” in line 4/),
    ).toBeVisible();
    await page.getByRole("button", { name: "Add 3 recipients" }).click();
    await expect(page.getByRole("heading", { name: "Import complete" })).toBeVisible();
  });

  const first = page.getByRole("region", { name: "Reminder 1" });
  const preview = page.getByRole("region", { name: "Who is reminded when" });

  await test.step("a reminder is added, and the preview shows each zone’s time", async () => {
    await page.getByRole("tab", { name: "Reminders" }).click();
    await page.getByRole("button", { name: "Add a reminder" }).click();
    await first.getByLabel("Days after the invitation").fill("2");
    await first.getByLabel("Hour").selectOption("10:00");
    await first.getByLabel("Subject").fill("Still there?");
    await expect(preview.getByText(/10:00 in Asia\/(Kolkata|Calcutta)/)).toBeVisible();
    await expect(
      preview.getByText(/1 recipient has a time zone that is not recognised.*Mars\/Base/),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save reminders" }).click();
    await expect(page.getByText("You have unsaved changes.")).toBeHidden();
  });

  await test.step("a variable that no column has is pointed out, and the mail is shown as its reader gets it", async () => {
    await first.getByLabel("Message").fill("Hello {{town}}, this is the reminder.");
    await expect(first.getByText("There is no variable called town")).toBeVisible();
    await first.getByRole("button", { name: "Show the mail" }).click();
    const mail = first.frameLocator("iframe");
    await expect(mail.getByText("this is the reminder.")).toBeVisible();
    await first.getByLabel("Preview as").fill(berlin);
    await page.getByRole("option", { name: berlin }).click();
    await expect(first.getByText(`As ${berlin} would see it`)).toBeVisible();
    await expectAccessible(page);
    await first.getByRole("button", { name: "Hide the mail" }).click();
    await first.getByLabel("Message").fill("");
    await page.getByRole("button", { name: "Save reminders" }).click();
    await expect(page.getByText("You have unsaved changes.")).toBeHidden();
  });

  await test.step("the dates of one recipient are shown in their own time", async () => {
    await preview.getByLabel("Preview as").fill(berlin);
    await page.getByRole("option", { name: berlin }).click();
    await expect(preview.getByText("Time zone Europe/Berlin")).toBeVisible();
    await expect(preview.getByText(/Reminder 1 is due: .*10:00$/)).toBeVisible();
  });

  await test.step("after the launch all are due, and a person who accepts no longer is", async () => {
    await launch(page);
    await expect(statusOf(page)).toHaveText("Sent", { timeout: 60_000 });
    await page.getByRole("tab", { name: "Reminders" }).click();
    await expect(preview.getByText(/10:00 in Asia\/(Kolkata|Calcutta)/)).toBeVisible();
    const browser = await openOtherBrowser();
    await browser.goto(linkIn(await mailbox.newest(kolkata)));
    await browser.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("tab", { name: "Results" }).click();
    await expect(stage(page, "Accepted")).toHaveText("1");
    await page.getByRole("tab", { name: "Reminders" }).click();
    await expect(preview.getByText("10:00 in Europe/Berlin")).toBeVisible();
    await expect(preview.getByText(/10:00 in Asia\/(Kolkata|Calcutta)/)).toHaveCount(0);
  });

  await test.step("the reminder is moved, and then switched off", async () => {
    await first.getByLabel("Hour").selectOption("15:00");
    await page.getByRole("button", { name: "Save reminders" }).click();
    await expect(page.getByText("You have unsaved changes.")).toBeHidden();
    await expect(preview.getByText("15:00 in Europe/Berlin")).toBeVisible();
    await page.getByRole("button", { name: "Switch reminders off" }).click();
    await expect(page.getByText("Reminders are switched off.")).toBeVisible();
    await expect(preview.getByText("Nobody is due for a reminder.")).toBeVisible();
  });
});
