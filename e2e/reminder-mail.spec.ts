/**
 * An automatic reminder arrives at its hour. This spec moves the clock by a day or more, so it runs after all others. To
 * run it by itself: `npx playwright test e2e/reminder-mail.spec.ts --no-deps`.
 */
import { test } from "./support/admin";
import { invite, launch, statusOf, write } from "./support/campaigns";
import { advanceToReminder } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { expect, newAddress } from "./support/test";

test("a reminder is mailed at its hour with a link that signs in, and a person who accepted gets none", async ({
  admin: page,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(240_000);
  const [silent, eager] = [newAddress(), newAddress()];
  await write(page, { name: `Clock ${silent}`, subject: "Come in", body: "Hello" });
  await invite(page, [silent, eager]);

  await test.step("a campaign with a reminder is launched, and one of two people accepts", async () => {
    await page.getByRole("tab", { name: "Reminders" }).click();
    await page.getByRole("button", { name: "Add a reminder" }).click();
    const first = page.getByRole("region", { name: "Reminder 1" });
    await first.getByLabel("Days after the invitation").fill("1");
    await first.getByLabel("Subject").fill("Still there?");
    await page.getByRole("button", { name: "Save reminders" }).click();
    await expect(page.getByText("You have unsaved changes.")).toBeHidden();
    await launch(page);
    await expect(statusOf(page)).toHaveText("Sent", { timeout: 60_000 });
    await signInWith(linkIn(await mailbox.newest(eager)), eager);
  });

  await test.step("at its hour, the reminder is mailed to the other person, and its link signs in", async () => {
    const invitation = linkIn(await mailbox.newest(silent));
    await advanceToReminder(silent);
    const reminder = await mailbox.newest(silent, 2);
    expect(reminder.subject).toBe("Still there?");
    expect(linkIn(reminder)).not.toBe(invitation);
    await signInWith(linkIn(reminder), silent);
  });

  await test.step("the person who accepted got none", async () => {
    const subjects = (await mailbox.all(eager, 1)).map(({ subject }) => subject);
    expect(subjects).toEqual(["Come in"]);
  });

  async function signInWith(link: string, address: string): Promise<void> {
    const browser = await openOtherBrowser();
    await browser.goto(link);
    await browser.getByRole("button", { name: "Continue" }).click();
    await expect(browser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
    await expect(browser.getByText(address).first()).toBeVisible();
  }
});
